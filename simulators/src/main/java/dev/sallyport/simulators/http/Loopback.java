package dev.sallyport.simulators.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server of plain HTTP on 127.0.0.1. */
public final class Loopback implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private Loopback(HttpServer server) {
    this.server = server;
  }

  /**
   * Takes the port without serving yet.
   *
   * @param port 0 takes a free one
   */
  public static Loopback open(int port) {
    try {
      Loopback loopback =
          new Loopback(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
      loopback.server.setExecutor(loopback.threads);
      return loopback;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port, e);
    }
  }

  /** Serves all paths that begin so; the longest beginning wins. */
  public Loopback serving(String beginning, HttpHandler handler) {
    server.createContext(beginning, handler);
    return this;
  }

  public void start() {
    server.start();
  }

  /** Without a slash at the end. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Stops listening and cuts every connection. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
