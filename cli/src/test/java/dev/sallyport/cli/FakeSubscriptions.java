package dev.sallyport.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** PagerDuty's webhook subscriptions: a secret is shown once, at the creation. */
final class FakeSubscriptions implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH = "/webhook_subscriptions";

  final List<String> calls = new CopyOnWriteArrayList<>();
  final Map<String, ObjectNode> subscriptions = new TreeMap<>();
  private final HttpServer server;

  /** Called with each call before it is served. */
  volatile Consumer<String> before = _ -> {};

  /** The call that is answered with a 500, without an effect. */
  volatile String failing = "none";

  private int made;

  FakeSubscriptions() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  static String secret(int number) {
    return "canary-secret-000" + number;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String call = exchange.getRequestMethod() + " " + path.replace(PATH, "").replace("/PWH", "");
      before.accept(call);
      calls.add(call);
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      if (call.equals(failing)) {
        exchange.sendResponseHeaders(500, -1);
        return;
      }
      answer(exchange, path, body.path("webhook_subscription"));
    }
  }

  private void answer(HttpExchange exchange, String path, JsonNode body) throws IOException {
    String[] parts = path.substring(1).split("/");
    String method = exchange.getRequestMethod();
    if (path.startsWith("/services")) {
      services(exchange, parts);
    } else if (parts.length == 1 && method.equals("GET")) {
      ObjectNode list = JSON.createObjectNode().put("more", false).put("limit", 100);
      ArrayNode all = list.putArray("webhook_subscriptions");
      subscriptions.values().forEach(all::add);
      send(exchange, 200, list);
    } else if (parts.length == 1) {
      create(exchange, body);
    } else if (!subscriptions.containsKey(parts[1])) {
      exchange.sendResponseHeaders(404, -1);
    } else {
      change(exchange, parts, body);
    }
  }

  private void services(HttpExchange exchange, String[] parts) throws IOException {
    ObjectNode service = JSON.createObjectNode().put("id", "PSVC001").put("name", "Duty");
    if (parts.length == 1) {
      boolean named = exchange.getRequestURI().getQuery().contains("Duty");
      ObjectNode list = JSON.createObjectNode().put("more", false).put("limit", 100);
      ArrayNode all = list.putArray("services");
      if (named) {
        all.add(service);
      }
      send(exchange, 200, list);
    } else if (parts[1].equals("PSVC001")) {
      send(exchange, 200, JSON.createObjectNode().set("service", service));
    } else {
      exchange.sendResponseHeaders(404, -1);
    }
  }

  private void create(HttpExchange exchange, JsonNode body) throws IOException {
    made++;
    ObjectNode subscription = body.deepCopy();
    subscription.put("id", "PWH" + made);
    ObjectNode delivery = (ObjectNode) subscription.get("delivery_method");
    delivery.put("temporarily_disabled", false).putNull("secret");
    subscriptions.put("PWH" + made, subscription);
    ObjectNode shown = subscription.deepCopy();
    ((ObjectNode) shown.get("delivery_method")).put("secret", secret(made));
    send(exchange, 201, JSON.createObjectNode().set("webhook_subscription", shown));
  }

  private void change(HttpExchange exchange, String[] parts, JsonNode body) throws IOException {
    ObjectNode subscription = one(parts[1]);
    switch (exchange.getRequestMethod()) {
      case "DELETE" -> {
        subscriptions.remove(parts[1]);
        exchange.sendResponseHeaders(204, -1);
      }
      case "PUT" -> {
        subscription.put("active", body.path("active").asBoolean());
        send(exchange, 200, JSON.createObjectNode().set("webhook_subscription", subscription));
      }
      default -> {
        if (parts[2].equals("ping")) {
          exchange.sendResponseHeaders(202, -1);
        } else {
          disable(parts[1], false);
          send(exchange, 200, JSON.createObjectNode().set("webhook_subscription", subscription));
        }
      }
    }
  }

  ObjectNode one(String id) {
    return Objects.requireNonNull(subscriptions.get(id), id);
  }

  synchronized void disable(String id, boolean disabled) {
    ((ObjectNode) one(id).get("delivery_method")).put("temporarily_disabled", disabled);
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
