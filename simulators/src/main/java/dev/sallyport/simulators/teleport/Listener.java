package dev.sallyport.simulators.teleport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Accepts connections on a virtual thread each, and closes them all in the end. */
final class Listener implements AutoCloseable {
  /** What is done with a connection, which is closed when this returns or throws. */
  interface Handler {
    void handle(Socket socket) throws IOException;
  }

  private final ServerSocket server;
  private final Handler handler;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  Listener(String name, ServerSocket server, Handler handler) {
    this.server = server;
    this.handler = handler;
    Thread.ofVirtual().name(name).start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** Closes the open connections and goes on listening. */
  void cut() {
    open.forEach(Listener::close);
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  /** Copies until the end, then ends the other side too. */
  static void pump(InputStream from, OutputStream to, Socket... sockets) {
    try {
      byte[] buffer = new byte[16_384];
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        to.write(buffer, 0, count);
        to.flush();
      }
    } catch (IOException e) {
      // The connection has ended, from whichever side.
    } finally {
      for (Socket socket : sockets) {
        close(socket);
      }
    }
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      handler.handle(socket);
    } catch (IOException | RuntimeException e) {
      // A front closes what it does not understand, without a word.
    } finally {
      open.remove(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
