package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What goes back to the caller.
 *
 * @param told what the journal says of it: the error's name, or the HTTP status
 */
record Answer(int status, Map<String, String> headers, String body, String told) {
  private static final Map<String, String> JSON =
      Map.of("Content-Type", "application/json; charset=utf-8");

  static Answer json(JsonNode body) {
    String told = body.path("ok").asBoolean() ? "200" : body.path("error").asText("200");
    return new Answer(200, JSON, body.toString(), told);
  }

  static Answer refused(SlackError error) {
    return json(error.body());
  }

  static Answer rateLimited(long seconds) {
    return new Answer(
        429,
        Map.of(
            "Content-Type",
            "application/json; charset=utf-8",
            "Retry-After",
            Long.toString(seconds)),
        JsonNodeFactory.instance
            .objectNode()
            .put("ok", false)
            .put("error", "ratelimited")
            .toString(),
        "429");
  }

  static Answer text(int status, String contentType, String body) {
    return new Answer(status, Map.of("Content-Type", contentType), body, Integer.toString(status));
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
