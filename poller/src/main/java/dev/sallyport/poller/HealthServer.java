package dev.sallyport.poller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Serves {@code /health} (200 or 503, and one line) and {@code /metrics} (Prometheus's text) on the
 * loopback interface.
 */
public final class HealthServer implements AutoCloseable {
  private final Supplier<Health> health;
  private final Supplier<PrometheusRegistry> registry;
  private final PrometheusTextFormatWriter format =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  HealthServer(int port, Supplier<Health> health, Supplier<PrometheusRegistry> registry) {
    this.health = health;
    this.registry = registry;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve health and metrics on port " + port, e);
    }
    var _ = server.createContext("/health", this::health);
    var _ = server.createContext("/metrics", this::metrics);
    server.setExecutor(threads);
    server.start();
  }

  /**
   * Of one poller.
   *
   * @param port 0 for a free one
   */
  public static HealthServer of(Poller poller, int port) {
    return new HealthServer(port, poller.vitals()::health, poller::registry);
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  private void health(HttpExchange exchange) throws IOException {
    Health now = health.get();
    byte[] text = (now.line() + "\n").getBytes(StandardCharsets.UTF_8);
    answer(exchange, now.well() ? 200 : 503, "text/plain; charset=utf-8", text);
  }

  private void metrics(HttpExchange exchange) throws IOException {
    var text = new ByteArrayOutputStream();
    format.write(text, registry.get().scrape());
    answer(exchange, 200, format.getContentType(), text.toByteArray());
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] text)
      throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
