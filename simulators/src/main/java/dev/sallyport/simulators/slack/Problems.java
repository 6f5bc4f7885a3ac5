package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a message's blocks, each with the place, in the words Slack uses. */
final class Problems {
  private final List<String> found = new ArrayList<>();

  List<String> found() {
    return List.copyOf(found);
  }

  void add(String problem, String at) {
    found.add(problem + " [json-pointer:" + at + "]");
  }

  /** A text of 1 to {@code max} characters (code points). */
  void length(JsonNode node, int max, String at) {
    if (!node.isTextual()) {
      add(node.isMissingNode() ? "missing required field" : "must be a string", at);
      return;
    }
    String text = node.textValue();
    if (text.isEmpty()) {
      add("must be more than 0 characters", at);
    }
    if (text.codePointCount(0, text.length()) > max) {
      add("must be less than " + (max + 1) + " characters", at);
    }
  }

  void optionalLength(JsonNode node, int max, String at) {
    if (!node.isMissingNode()) {
      length(node, max, at);
    }
  }

  /** An array of 1 to {@code max} items. */
  void items(JsonNode node, int max, String at) {
    if (!node.isArray()) {
      add(node.isMissingNode() ? "missing required field" : "must be an array", at);
    } else if (node.isEmpty()) {
      add("must have at least 1 item", at);
    } else if (node.size() > max) {
      add("no more than " + max + " items allowed", at);
    }
  }

  /** A text object of either kind. */
  void text(JsonNode node, int max, String at) {
    String type = node.path("type").asText();
    if (type.equals("mrkdwn") || type.equals("plain_text")) {
      length(node.path("text"), max, at + "/text");
    } else {
      add(
          node.isMissingNode() ? "missing required field" : "failed to match all allowed schemas",
          at);
    }
  }

  void plainText(JsonNode node, int max, String at) {
    if (node.path("type").asText().equals("plain_text")) {
      length(node.path("text"), max, at + "/text");
    } else {
      add(node.isMissingNode() ? "missing required field" : "must be plain_text", at);
    }
  }

  void range(JsonNode node, int min, int max, String at) {
    if (!node.isMissingNode()
        && (!node.isIntegralNumber() || node.asInt() < min || node.asInt() > max)) {
      add("must be between " + min + " and " + max, at);
    }
  }
}
