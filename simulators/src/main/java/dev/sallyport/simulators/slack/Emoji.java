package dev.sallyport.simulators.slack;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Short names of the emoji that messages about access use; others stay as they are written. */
final class Emoji {
  private static final Pattern NAME = Pattern.compile(":([a-z0-9_+-]+):");
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("white_check_mark", "✅"),
          Map.entry("heavy_check_mark", "✔️"),
          Map.entry("ballot_box_with_check", "☑️"),
          Map.entry("x", "❌"),
          Map.entry("negative_squared_cross_mark", "❎"),
          Map.entry("no_entry", "⛔"),
          Map.entry("no_entry_sign", "🚫"),
          Map.entry("hourglass", "⌛"),
          Map.entry("hourglass_flowing_sand", "⏳"),
          Map.entry("alarm_clock", "⏰"),
          Map.entry("clock1", "🕐"),
          Map.entry("warning", "⚠️"),
          Map.entry("rotating_light", "🚨"),
          Map.entry("exclamation", "❗"),
          Map.entry("question", "❓"),
          Map.entry("information_source", "ℹ️"),
          Map.entry("lock", "🔒"),
          Map.entry("unlock", "🔓"),
          Map.entry("key", "🔑"),
          Map.entry("closed_lock_with_key", "🔐"),
          Map.entry("bell", "🔔"),
          Map.entry("eyes", "👀"),
          Map.entry("wave", "👋"),
          Map.entry("thumbsup", "👍"),
          Map.entry("+1", "👍"),
          Map.entry("thumbsdown", "👎"),
          Map.entry("-1", "👎"),
          Map.entry("raised_hand", "✋"),
          Map.entry("tada", "🎉"),
          Map.entry("robot_face", "🤖"),
          Map.entry("bust_in_silhouette", "👤"),
          Map.entry("busts_in_silhouette", "👥"),
          Map.entry("memo", "📝"),
          Map.entry("speech_balloon", "💬"),
          Map.entry("link", "🔗"),
          Map.entry("mag", "🔍"),
          Map.entry("calendar", "📅"),
          Map.entry("computer", "💻"),
          Map.entry("pager", "📟"),
          Map.entry("ghost", "👻"),
          Map.entry("wastebasket", "🗑️"),
          Map.entry("arrow_right", "➡️"),
          Map.entry("red_circle", "🔴"),
          Map.entry("large_green_circle", "🟢"),
          Map.entry("large_yellow_circle", "🟡"),
          Map.entry("large_blue_circle", "🔵"),
          Map.entry("white_circle", "⚪"));

  private Emoji() {}

  /** Puts characters in the place of the short names that are known. */
  static String in(String text) {
    return NAME.matcher(text)
        .replaceAll(
            found -> Matcher.quoteReplacement(KNOWN.getOrDefault(found.group(1), found.group())));
  }

  static String named(String name) {
    return KNOWN.getOrDefault(name, ":" + name + ":");
  }
}
