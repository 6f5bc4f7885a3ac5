package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What one person has typed into the inputs of a message; an app must not trust its length. */
final class State {
  private State() {}

  static ObjectNode of(Post post, Map<String, String> typed) {
    ObjectNode state = JsonNodeFactory.instance.objectNode();
    ObjectNode values = state.putObject("values");
    Set<String> unknown = new TreeSet<>(typed.keySet());
    for (JsonNode block : post.content().blocks()) {
      if (block.path("type").asText().equals("input")) {
        JsonNode element = block.path("element");
        ObjectNode input =
            values
                .putObject(block.path("block_id").asText())
                .putObject(element.path("action_id").asText())
                .put("type", element.path("type").asText())
                .putNull("value");
        value(element, typed).ifPresent(it -> input.put("value", it));
        unknown.remove(element.path("action_id").asText());
      }
    }
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("the message has no input " + unknown);
    }
    return state;
  }

  /** What was typed, else what stood there from the start; an empty input has no value. */
  private static Optional<String> value(JsonNode element, Map<String, String> typed) {
    String text =
        typed.getOrDefault(
            element.path("action_id").asText(), element.path("initial_value").asText(""));
    return Optional.of(text).filter(it -> !it.isEmpty());
  }
}
