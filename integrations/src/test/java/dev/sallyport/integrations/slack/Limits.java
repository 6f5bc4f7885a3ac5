package dev.sallyport.integrations.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Block Kit's limits in characters, and that nothing in a message is alive but our own. */
final class Limits {
  private static final Pattern LIVE =
      Pattern.compile(
          "<(?!!date\\^-?\\d+\\^\\{date_short_pretty}"
              + " \\{time}\\|[0-9TZ:.+-]+>|https://teleport\\.example\\.com/web/requests/[A-Za-z0-9._-]{1,128}\\|[A-Za-z"
              + " ]+>)");
  private static final Pattern LIVE_AT =
      Pattern.compile("(?i)(?<![a-z0-9])@(here|channel|everyone)(?![a-z0-9])");
  private static final Pattern BARE_AMPERSAND = Pattern.compile("&(?!amp;|lt;|gt;)");

  private Limits() {}

  static void check(Message message) {
    assertThat(message.text()).isNotBlank().hasSizeLessThanOrEqualTo(300);
    checkText(message.text());
    assertThat(message.blocks()).isNotEmpty().hasSizeLessThanOrEqualTo(50);
    JsonArray json = JsonOfSlack.of(message.blocks()).getAsJsonArray();
    assertThat(JsonOfSlack.blocks(json.toString())).isEqualTo(message.blocks());
    json.forEach(block -> checkBlock(block.getAsJsonObject()));
    assertThat(texts(json).stream().mapToInt(String::length).sum() + message.text().length())
        .isLessThan(13_000);
    texts(json).forEach(Limits::checkText);
  }

  private static void checkBlock(JsonObject block) {
    switch (block.get("type").getAsString()) {
      case "section" -> checkSection(block);
      case "context" -> {
        assertThat(block.getAsJsonArray("elements")).hasSizeBetween(1, 10);
        block.getAsJsonArray("elements").forEach(it -> text(it.getAsJsonObject(), 3000));
      }
      case "input" -> {
        text(block.getAsJsonObject("label"), 2000);
        text(block.getAsJsonObject("hint"), 2000);
        assertThat(block.getAsJsonObject("element").get("max_length").getAsInt())
            .isBetween(1, 3000);
      }
      case "actions" -> {
        assertThat(block.getAsJsonArray("elements")).hasSizeBetween(1, 25);
        block.getAsJsonArray("elements").forEach(it -> checkButton(it.getAsJsonObject()));
      }
      default -> throw new AssertionError("not a block of ours: " + block);
    }
  }

  private static void checkSection(JsonObject block) {
    if (block.has("text")) {
      text(block.getAsJsonObject("text"), 3000);
    }
    if (block.has("fields")) {
      assertThat(block.getAsJsonArray("fields")).hasSizeBetween(1, 10);
      block.getAsJsonArray("fields").forEach(it -> text(it.getAsJsonObject(), 2000));
    }
    assertThat(block.has("text") || block.has("fields")).isTrue();
  }

  private static void checkButton(JsonObject button) {
    text(button.getAsJsonObject("text"), 75);
    assertThat(button.get("value").getAsString()).hasSizeBetween(1, 2000);
    if (button.has("confirm")) {
      JsonObject confirm = button.getAsJsonObject("confirm");
      text(confirm.getAsJsonObject("title"), 100);
      text(confirm.getAsJsonObject("text"), 300);
      text(confirm.getAsJsonObject("confirm"), 30);
      text(confirm.getAsJsonObject("deny"), 30);
    }
  }

  private static void text(JsonObject text, int most) {
    assertThat(text.get("text").getAsString()).isNotBlank().hasSizeLessThanOrEqualTo(most);
    if (text.get("type").getAsString().equals("mrkdwn")) {
      assertThat(text.get("verbatim").getAsBoolean()).isTrue();
    }
  }

  private static void checkText(String text) {
    assertThat(LIVE.matcher(text).find()).as(text).isFalse();
    assertThat(LIVE_AT.matcher(text).find()).as(text).isFalse();
    assertThat(BARE_AMPERSAND.matcher(text).find()).as(text).isFalse();
    assertThat(text.codePoints().noneMatch(Limits::isHalf)).as("a character is split").isTrue();
    for (String line : text.split("\n", -1)) {
      if (!line.startsWith("> ")) {
        assertThat(line.chars().filter(it -> it == '`').count() % 2).as(line).isZero();
      }
    }
  }

  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  static List<String> texts(JsonElement json) {
    List<String> texts = new ArrayList<>();
    if (json.isJsonArray()) {
      json.getAsJsonArray().forEach(it -> texts.addAll(texts(it)));
    } else if (json.isJsonObject()) {
      json.getAsJsonObject()
          .entrySet()
          .forEach(
              it -> {
                if (it.getKey().equals("text") && it.getValue().isJsonPrimitive()) {
                  texts.add(it.getValue().getAsString());
                } else {
                  texts.addAll(texts(it.getValue()));
                }
              });
    }
    return texts;
  }
}
