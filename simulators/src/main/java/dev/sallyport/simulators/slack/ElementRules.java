package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;

/** Slack's limits on what stands in blocks and can be clicked or filled in. */
final class ElementRules {
  private static final int ID = 255;
  private static final int BUTTON_TEXT = 75;
  private static final int BUTTON_VALUE = 2_000;
  private static final int BUTTON_URL = 3_000;
  private static final int CONFIRM_TITLE = 100;
  private static final int CONFIRM_TEXT = 300;
  private static final int CONFIRM_BUTTON = 30;
  private static final int PLACEHOLDER = 150;
  private static final int OPTIONS = 100;
  private static final int OPTION = 75;
  private static final int INPUT = 3_000;
  private static final Set<String> STYLES = Set.of("primary", "danger");
  private static final Set<String> CHOICES = Set.of("static_select", "overflow", "checkboxes");

  private final Problems problems;

  ElementRules(Problems problems) {
    this.problems = problems;
  }

  void action(JsonNode element, String at) {
    String type = element.path("type").asText();
    problems.optionalLength(element.path("action_id"), ID, at + "/action_id");
    if (type.equals("button")) {
      button(element, at);
    } else if (CHOICES.contains(type)) {
      choice(element, at);
    } else if (!type.equals("image")) {
      problems.add("unsupported type: " + type, at + "/type");
    }
    if (!element.path("confirm").isMissingNode()) {
      confirm(element.path("confirm"), at + "/confirm");
    }
  }

  void input(JsonNode element, String at) {
    problems.optionalLength(element.path("action_id"), ID, at + "/action_id");
    if (!element.path("type").asText().equals("plain_text_input")) {
      problems.add("unsupported type: " + element.path("type").asText(), at + "/type");
      return;
    }
    if (!element.path("placeholder").isMissingNode()) {
      problems.plainText(element.path("placeholder"), PLACEHOLDER, at + "/placeholder");
    }
    problems.range(element.path("max_length"), 1, INPUT, at + "/max_length");
    problems.range(element.path("min_length"), 0, INPUT, at + "/min_length");
    problems.optionalLength(
        element.path("initial_value"),
        element.path("max_length").asInt(INPUT),
        at + "/initial_value");
  }

  private void button(JsonNode button, String at) {
    problems.plainText(button.path("text"), BUTTON_TEXT, at + "/text");
    problems.optionalLength(button.path("value"), BUTTON_VALUE, at + "/value");
    problems.optionalLength(button.path("url"), BUTTON_URL, at + "/url");
    style(button, at);
  }

  private void style(JsonNode element, String at) {
    JsonNode style = element.path("style");
    if (!style.isMissingNode() && !STYLES.contains(style.asText())) {
      problems.add("must be one of: primary, danger", at + "/style");
    }
  }

  private void confirm(JsonNode confirm, String at) {
    problems.plainText(confirm.path("title"), CONFIRM_TITLE, at + "/title");
    problems.text(confirm.path("text"), CONFIRM_TEXT, at + "/text");
    problems.plainText(confirm.path("confirm"), CONFIRM_BUTTON, at + "/confirm");
    problems.plainText(confirm.path("deny"), CONFIRM_BUTTON, at + "/deny");
    style(confirm, at);
  }

  private void choice(JsonNode element, String at) {
    JsonNode options = element.path("options");
    problems.items(options, OPTIONS, at + "/options");
    for (int i = 0; i < options.size(); i++) {
      String place = at + "/options/" + i;
      problems.text(options.get(i).path("text"), OPTION, place + "/text");
      problems.length(options.get(i).path("value"), OPTION, place + "/value");
    }
    if (!element.path("placeholder").isMissingNode()) {
      problems.plainText(element.path("placeholder"), PLACEHOLDER, at + "/placeholder");
    }
  }
}
