package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serial;
import java.util.List;

/** An {@code ok: false}, under Slack's name for it. */
final class SlackError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String name;
  private final transient ObjectNode body;

  private SlackError(String name, ObjectNode body) {
    super(name);
    this.name = name;
    this.body = body;
  }

  static SlackError of(String name) {
    return new SlackError(name, plain(name));
  }

  static SlackError missingScope(String needed, String provided) {
    return new SlackError(
        "missing_scope", plain("missing_scope").put("needed", needed).put("provided", provided));
  }

  static SlackError invalidBlocks(List<String> problems) {
    ObjectNode body = plain("invalid_blocks");
    problems.forEach(body.putArray("errors")::add);
    problems.stream()
        .map(it -> "[ERROR] " + it)
        .forEach(body.putObject("response_metadata").putArray("messages")::add);
    return new SlackError("invalid_blocks", body);
  }

  String name() {
    return name;
  }

  ObjectNode body() {
    return body.deepCopy();
  }

  private static ObjectNode plain(String name) {
    return JsonNodeFactory.instance.objectNode().put("ok", false).put("error", name);
  }
}
