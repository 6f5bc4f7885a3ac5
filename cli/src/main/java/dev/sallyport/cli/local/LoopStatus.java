package dev.sallyport.cli.local;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What a running loop tells other commands of itself, on loopback: since when the oldest message of
 * each queue is there, which SQS leaves to CloudWatch.
 */
public final class LoopStatus implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final HttpServer server;

  private LoopStatus(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts to tell.
   *
   * @param oldest by queue; empty queues are left out
   */
  static LoopStatus start(Supplier<Map<String, Instant>> oldest) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/oldest", exchange -> answer(exchange, oldest.get()));
      server.start();
      return new LoopStatus(server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void answer(HttpExchange exchange, Map<String, Instant> oldest)
      throws IOException {
    Map<String, String> texts = new HashMap<>();
    oldest.forEach((queue, at) -> texts.put(queue, at.toString()));
    byte[] body = JSON.writeValueAsBytes(texts);
    try (exchange) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Asks a running loop; none when it does not answer. */
  public static Map<String, Instant> oldest(URI status) {
    HttpRequest ask = HttpRequest.newBuilder(status.resolve("/oldest")).timeout(PATIENCE).build();
    try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      String body = http.send(ask, HttpResponse.BodyHandlers.ofString()).body();
      Map<String, Instant> oldest = new HashMap<>();
      JSON.readTree(body)
          .properties()
          .forEach(entry -> oldest.put(entry.getKey(), Instant.parse(entry.getValue().asText())));
      return oldest;
    } catch (IOException | DateTimeException e) {
      return Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Map.of();
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
