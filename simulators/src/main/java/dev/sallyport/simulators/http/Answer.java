package dev.sallyport.simulators.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back to the caller. */
public record Answer(int status, Map<String, String> headers, String body) {
  public static Answer json(int status, JsonNode body) {
    return text(status, "application/json; charset=utf-8", body.toString());
  }

  public static Answer text(int status, String contentType, String body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }

  /** Neither a body nor a header. */
  public static Answer bare(int status) {
    return new Answer(status, Map.of(), "");
  }

  public static Answer redirect(String to) {
    return new Answer(303, Map.of("Location", to), "");
  }

  /** The same with more headers, which win over its own. */
  public Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }

  void send(HttpExchange exchange) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    headers.forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
