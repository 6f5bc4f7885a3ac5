package dev.sallyport.simulators.slack;

import com.slack.api.SlackConfig;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.util.json.GsonFactory;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An app's request URL that keeps what it is sent. */
final class Receiver implements AutoCloseable {
  record Received(Headers headers, String body) {
    BlockActionPayload payload() {
      return Receiver.payload(body);
    }
  }

  final List<Received> received = new CopyOnWriteArrayList<>();
  volatile int status = 200;
  volatile CountDownLatch hold = new CountDownLatch(0);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/webhooks/slack/interactions", this::keep);
    server.start();
  }

  URI url() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks/slack/interactions");
  }

  /** The payload as Slack's own backend library reads it; an unknown field is an error there. */
  static BlockActionPayload payload(String body) {
    SlackConfig strict = new SlackConfig();
    strict.setFailOnUnknownProperties(true);
    String json = URLDecoder.decode(body.substring("payload=".length()), StandardCharsets.UTF_8);
    return GsonFactory.createSnakeCase(strict).fromJson(json, BlockActionPayload.class);
  }

  private void keep(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.add(new Received(exchange.getRequestHeaders(), body));
      hold.await();
      exchange.sendResponseHeaders(status, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
