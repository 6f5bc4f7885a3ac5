package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * What goes back to the caller.
 *
 * @param limitHeaders whether the answer tells the state of the rate limit; the real system leaves
 *     that out now and then
 */
record Answer(int status, Optional<JsonNode> body, boolean limitHeaders) {
  static Answer of(int status, JsonNode body) {
    return new Answer(status, Optional.of(body), true);
  }

  static Answer empty(int status) {
    return new Answer(status, Optional.empty(), true);
  }

  /** Neither a body nor rate-limit headers. */
  static Answer bare(int status) {
    return new Answer(status, Optional.empty(), false);
  }

  static Answer rateLimited() {
    return error(429, 2020, "Rate Limit Exceeded", List.of());
  }

  static Answer error(int status, int code, String message, List<String> errors) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ObjectNode error = body.putObject("error").put("message", message).put("code", code);
    if (!errors.isEmpty()) {
      errors.forEach(error.putArray("errors")::add);
    }
    return of(status, body);
  }
}
