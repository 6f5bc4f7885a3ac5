package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Slack's limits on the blocks of a message (Slack, Block Kit reference). */
final class BlockRules {
  private static final int MOST_BLOCKS = 50;
  private static final int ID = 255;
  private static final int SECTION_TEXT = 3_000;
  private static final int FIELDS = 10;
  private static final int FIELD_TEXT = 2_000;
  private static final int HEADER_TEXT = 150;
  private static final int CONTEXT_ELEMENTS = 10;
  private static final int ACTIONS_ELEMENTS = 25;
  private static final int LABEL = 2_000;
  private static final int IMAGE_URL = 3_000;
  private static final int MARKDOWN = 12_000;

  private final Problems problems = new Problems();
  private final ElementRules elements = new ElementRules(problems);

  private BlockRules() {}

  /** The problems, none when all is well. */
  static List<String> problems(JsonNode blocks) {
    BlockRules rules = new BlockRules();
    rules.check(blocks);
    return rules.problems.found();
  }

  private void check(JsonNode blocks) {
    if (blocks.size() > MOST_BLOCKS) {
      problems.add("no more than " + MOST_BLOCKS + " items allowed", "/blocks");
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < blocks.size(); i++) {
      String at = "/blocks/" + i;
      JsonNode id = blocks.get(i).path("block_id");
      problems.optionalLength(id, ID, at + "/block_id");
      if (id.isTextual() && !ids.add(id.textValue())) {
        problems.add("block_id must be unique within the message", at + "/block_id");
      }
      block(blocks.get(i), at);
    }
  }

  private void block(JsonNode block, String at) {
    String type = block.path("type").asText();
    switch (type) {
      case "section" -> section(block, at);
      case "header" -> problems.plainText(block.path("text"), HEADER_TEXT, at + "/text");
      case "context" -> context(block, at);
      case "actions" -> actions(block, at);
      case "input" -> input(block, at);
      case "image" -> image(block, at);
      case "markdown" -> problems.length(block.path("text"), MARKDOWN, at + "/text");
      case "divider", "rich_text" -> {}
      default -> problems.add("unsupported type: " + type, at + "/type");
    }
  }

  private void section(JsonNode block, String at) {
    JsonNode fields = block.path("fields");
    if (!block.path("text").isMissingNode() || fields.isMissingNode()) {
      problems.text(block.path("text"), SECTION_TEXT, at + "/text");
    }
    if (!fields.isMissingNode()) {
      problems.items(fields, FIELDS, at + "/fields");
      for (int i = 0; i < fields.size(); i++) {
        problems.text(fields.get(i), FIELD_TEXT, at + "/fields/" + i);
      }
    }
    if (!block.path("accessory").isMissingNode()) {
      elements.action(block.path("accessory"), at + "/accessory");
    }
  }

  private void context(JsonNode block, String at) {
    JsonNode parts = block.path("elements");
    problems.items(parts, CONTEXT_ELEMENTS, at + "/elements");
    for (int i = 0; i < parts.size(); i++) {
      String place = at + "/elements/" + i;
      if (parts.get(i).path("type").asText().equals("image")) {
        image(parts.get(i), place);
      } else {
        problems.text(parts.get(i), SECTION_TEXT, place);
      }
    }
  }

  private void actions(JsonNode block, String at) {
    JsonNode parts = block.path("elements");
    problems.items(parts, ACTIONS_ELEMENTS, at + "/elements");
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < parts.size(); i++) {
      String place = at + "/elements/" + i;
      elements.action(parts.get(i), place);
      JsonNode id = parts.get(i).path("action_id");
      if (id.isTextual() && !ids.add(id.textValue())) {
        problems.add("action_id must be unique within the block", place + "/action_id");
      }
    }
  }

  private void input(JsonNode block, String at) {
    problems.plainText(block.path("label"), LABEL, at + "/label");
    if (!block.path("hint").isMissingNode()) {
      problems.plainText(block.path("hint"), LABEL, at + "/hint");
    }
    elements.input(block.path("element"), at + "/element");
  }

  private void image(JsonNode image, String at) {
    problems.length(image.path("image_url"), IMAGE_URL, at + "/image_url");
    problems.length(image.path("alt_text"), LABEL, at + "/alt_text");
  }
}
