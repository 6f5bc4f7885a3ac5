package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What a message's blocks hold, and what Slack adds to them. */
final class Blocks {
  private static final Set<String> INTERACTIVE =
      Set.of("button", "static_select", "plain_text_input", "overflow", "checkboxes");

  private Blocks() {}

  /** The text of all text objects, in the order of the blocks. */
  static List<String> texts(JsonNode blocks) {
    List<String> texts = new ArrayList<>();
    collect(blocks, texts);
    return texts;
  }

  /** The ids and defaults that Slack fills in when a message is posted. */
  static ArrayNode complete(ArrayNode blocks, Supplier<String> freshId) {
    ArrayNode complete = blocks.deepCopy();
    for (JsonNode block : complete) {
      if (block instanceof ObjectNode object && !object.has("block_id")) {
        object.put("block_id", freshId.get());
      }
    }
    fill(complete, freshId);
    return complete;
  }

  private static void collect(JsonNode node, List<String> texts) {
    if (node.path("text").isTextual()) {
      texts.add(node.path("text").textValue());
    }
    node.forEach(child -> collect(child, texts));
  }

  private static void fill(JsonNode node, Supplier<String> freshId) {
    if (node instanceof ObjectNode object) {
      String type = object.path("type").asText();
      if (type.equals("plain_text") && !object.has("emoji")) {
        object.put("emoji", true);
      }
      if (type.equals("mrkdwn") && !object.has("verbatim")) {
        object.put("verbatim", false);
      }
      if (INTERACTIVE.contains(type) && !object.has("action_id")) {
        object.put("action_id", freshId.get());
      }
    }
    node.forEach(child -> fill(child, freshId));
  }
}
