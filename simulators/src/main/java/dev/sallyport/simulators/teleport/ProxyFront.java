package dev.sallyport.simulators.teleport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A proxy with TLS routing: it reads the first ALPN entry and passes the raw connection to Auth if
 * that names the cluster, so that TLS stays end to end (Teleport: lib/srv/alpnproxy). Anything else
 * is closed.
 */
final class ProxyFront implements AutoCloseable {
  private final String wanted;
  private final int authPort;
  private final Listener listener;

  ProxyFront(String cluster, int authPort) {
    this.wanted =
        "teleport-auth@"
            + HexFormat.of().formatHex(cluster.getBytes(StandardCharsets.UTF_8))
            + ".teleport.cluster.local";
    this.authPort = authPort;
    this.listener = new Listener("teleport-proxy", listen(0), this::route);
  }

  int port() {
    return listener.port();
  }

  @Override
  public void close() {
    listener.close();
  }

  static ServerSocket listen(int port) {
    try {
      return new ServerSocket(port, 128, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
    }
  }

  private void route(Socket client) throws IOException {
    ClientHello hello = ClientHello.read(client.getInputStream());
    if (!hello.firstProtocol().equals(Optional.of(wanted))) {
      return;
    }
    try (Socket auth = new Socket(InetAddress.getLoopbackAddress(), authPort)) {
      auth.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      hello.writeTo(auth.getOutputStream());
      Thread back =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      Listener.pump(auth.getInputStream(), client.getOutputStream(), auth, client);
                    } catch (IOException e) {
                      // Closed before the first byte came back.
                    }
                  });
      Listener.pump(client.getInputStream(), auth.getOutputStream(), auth, client);
      join(back);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
