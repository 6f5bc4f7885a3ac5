package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what a message is to say, and refuses what Slack refuses. */
final class Contents {
  private static final int CUT_AT = 40_000;
  private static final int UPDATE_TEXT = 4_000;

  /** Undocumented; seen by Slack's users at about this many characters over all blocks. */
  private static final int ALL_BLOCKS = 13_200;

  /** What Slack shows where blocks cannot be shown and there is no text. */
  private static final String FALLBACK = "This content can't be displayed.";

  private final Supplier<String> freshId;

  Contents(Supplier<String> freshId) {
    this.freshId = freshId;
  }

  Post.Content posted(Arguments arguments) {
    Optional<ArrayNode> blocks = blocks(arguments);
    return new Post.Content(
        cut(words(arguments.text("text"), blocks)),
        blocks.orElseGet(JsonNodeFactory.instance::arrayNode),
        metadata(arguments));
  }

  /**
   * Text without blocks takes the blocks away; without new metadata the old stays (Slack,
   * chat.update).
   */
  Post.Content updated(Arguments arguments, Post.Content old) {
    String text = arguments.text("text");
    if (text.codePointCount(0, text.length()) > UPDATE_TEXT) {
      throw SlackError.of("msg_too_long");
    }
    Optional<ArrayNode> blocks = blocks(arguments);
    Optional<JsonNode> metadata = metadata(arguments);
    return new Post.Content(
        words(text, blocks),
        blocks.orElseGet(JsonNodeFactory.instance::arrayNode),
        (metadata.isPresent() ? metadata : old.metadata()).filter(it -> !it.isEmpty()));
  }

  private static String words(String text, Optional<ArrayNode> blocks) {
    if (!text.isEmpty()) {
      return text;
    }
    if (blocks.isEmpty() || blocks.get().isEmpty()) {
      throw SlackError.of("no_text");
    }
    return FALLBACK;
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= CUT_AT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, CUT_AT));
  }

  private Optional<ArrayNode> blocks(Arguments arguments) {
    Optional<JsonNode> given = arguments.node("blocks", "invalid_blocks_format");
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (!(given.get() instanceof ArrayNode blocks)) {
      throw SlackError.of("invalid_blocks_format");
    }
    List<String> problems = BlockRules.problems(blocks);
    if (!problems.isEmpty()) {
      throw SlackError.invalidBlocks(problems);
    }
    int length =
        Blocks.texts(blocks).stream().mapToInt(it -> it.codePointCount(0, it.length())).sum();
    if (length > ALL_BLOCKS) {
      throw SlackError.of("msg_blocks_too_long");
    }
    return Optional.of(Blocks.complete(blocks, freshId));
  }

  private static Optional<JsonNode> metadata(Arguments arguments) {
    Optional<JsonNode> given = arguments.node("metadata", "invalid_metadata_format");
    given
        .filter(it -> !it.isObject() || (!it.isEmpty() && !wellFormed(it)))
        .ifPresent(
            it -> {
              throw SlackError.of("invalid_metadata_format");
            });
    return given;
  }

  private static boolean wellFormed(JsonNode metadata) {
    return metadata.path("event_type").isTextual() && metadata.path("event_payload").isObject();
  }
}
