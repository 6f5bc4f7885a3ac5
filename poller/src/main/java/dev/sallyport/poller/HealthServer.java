package dev.sallyport.poller;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Serves {@code /health} (200, or 503 with one line) and {@code /metrics} (Prometheus's text). */
final class HealthServer implements AutoCloseable {
  private final Vitals vitals;
  private final PrometheusRegistry registry;
  private final PrometheusTextFormatWriter format =
      PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  HealthServer(InetSocketAddress address, Vitals vitals, PrometheusRegistry registry) {
    this.vitals = vitals;
    this.registry = registry;
    try {
      server = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot serve health and metrics on " + address, e);
    }
    var _ = server.createContext("/health", this::health);
    var _ = server.createContext("/metrics", this::metrics);
    server.setExecutor(threads);
    server.start();
  }

  InetSocketAddress address() {
    return server.getAddress();
  }

  private void health(HttpExchange exchange) throws IOException {
    Optional<String> illness = vitals.illness();
    byte[] text = (illness.orElse("ok") + "\n").getBytes(StandardCharsets.UTF_8);
    answer(exchange, illness.isEmpty() ? 200 : 503, "text/plain; charset=utf-8", text);
  }

  private void metrics(HttpExchange exchange) throws IOException {
    var text = new ByteArrayOutputStream();
    format.write(text, registry.scrape());
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
