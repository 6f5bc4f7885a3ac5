package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sallyport.simulators.http.Request;

/** What callers send. */
final class Bodies {
  private Bodies() {}

  /** The JSON object in the body; nothing at all counts as an empty one. */
  static JsonNode object(Request request) {
    if (request.body().isEmpty()) {
      return JsonNodeFactory.instance.objectNode();
    }
    if (!request.header("Content-Type").orElse("").startsWith("application/json")) {
      throw ApiError.of(415, "Unsupported Media Type");
    }
    JsonNode body = request.json();
    if (!body.isObject()) {
      throw ApiError.of(400, "Request body is not a JSON object.");
    }
    return body;
  }
}
