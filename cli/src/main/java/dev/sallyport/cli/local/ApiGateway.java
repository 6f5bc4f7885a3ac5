package dev.sallyport.cli.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Stands in for API Gateway's HTTP API on loopback: makes an event of payload format 2.0 from a
 * request, invokes the function of the route, and answers as it says. Bodies of more than 10 MiB
 * are refused, as there.
 */
public final class ApiGateway implements AutoCloseable {
  private static final int LARGEST_BODY = 10 * 1024 * 1024;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, RequestStreamHandler> routes;

  private ApiGateway(
      HttpServer server, ExecutorService threads, Map<String, RequestStreamHandler> routes) {
    this.server = server;
    this.threads = threads;
    this.routes = routes;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for a free one
   * @param routes by method and path, like {@code POST /webhooks/slack/interactions}
   */
  public static ApiGateway start(int port, Map<String, RequestStreamHandler> routes) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      ApiGateway gateway = new ApiGateway(server, threads, Map.copyOf(routes));
      server.setExecutor(threads);
      server.createContext("/", gateway::handle);
      server.start();
      return gateway;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its address, without a path. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
      String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
      Optional<RequestStreamHandler> function = Optional.ofNullable(routes.get(route));
      if (body.length > LARGEST_BODY) {
        own(exchange, 413, "Request Entity Too Large");
      } else if (function.isEmpty()) {
        own(exchange, 404, "Not Found");
      } else {
        invoke(exchange, function.get(), ApiGatewayEvent.of(exchange, route, body));
      }
    }
  }

  private static void invoke(HttpExchange exchange, RequestStreamHandler function, byte[] event)
      throws IOException {
    ByteArrayOutputStream response = new ByteArrayOutputStream();
    try {
      function.handleRequest(new ByteArrayInputStream(event), response, new LocalContext());
    } catch (IOException | RuntimeException e) {
      own(exchange, 500, "Internal Server Error");
      return;
    }
    answer(exchange, JSON.readTree(response.toByteArray()));
  }

  private static void answer(HttpExchange exchange, JsonNode response) throws IOException {
    response
        .path("headers")
        .properties()
        .forEach(
            header ->
                exchange.getResponseHeaders().set(header.getKey(), header.getValue().asText()));
    String text = response.path("body").asText("");
    byte[] body =
        response.path("isBase64Encoded").asBoolean()
            ? Base64.getDecoder().decode(text)
            : text.getBytes(StandardCharsets.UTF_8);
    send(exchange, response.path("statusCode").asInt(500), body);
  }

  private static void own(HttpExchange exchange, int status, String message) throws IOException {
    exchange.getResponseHeaders().set("content-type", "application/json");
    byte[] body =
        JSON.createObjectNode().put("message", message).toString().getBytes(StandardCharsets.UTF_8);
    send(exchange, status, body);
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
