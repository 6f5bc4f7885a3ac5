package dev.sallyport.integrations.slack;

import dev.sallyport.core.text.UserText;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text of users made harmless for Slack's markup: cut between characters so that the escaped text
 * keeps to a length, and without anything that Slack could take for a mention.
 */
final class Mrkdwn {
  private static final String EMPTY = "(empty)";
  private static final String CUT = "…";

  /** Looks like a back-tick and ends no code span. */
  private static final char BACK_TICK = 'ˋ';

  private static final Pattern CALL_TO_ALL =
      Pattern.compile(
          "(?<![\\w.+-])@(?=(?:here|channel|everyone|group)\\b)", Pattern.CASE_INSENSITIVE);

  /** Splits the word for Slack and not for the eye. */
  private static final String QUIET_AT = "@\u2060";

  private Mrkdwn() {}

  /** One line of at most so many characters, escaped. */
  static String line(String text, int most) {
    return escaped(UserText.line(text, most), most);
  }

  /** Some lines of at most so many characters, escaped. */
  static String paragraph(String text, int most) {
    return escaped(UserText.paragraph(text, most), most);
  }

  /** One line as code, the back-ticks around it included in the length. */
  static String code(String text, int most) {
    String inside = UserText.line(text, most).replace('`', BACK_TICK);
    return '`' + escaped(inside.isBlank() ? EMPTY : inside, most - 2) + '`';
  }

  /** Lines set off as a quotation, so that they can pass for nothing of ours. */
  static String quote(String text, int most) {
    String lines =
        quiet(UserText.paragraph(text, most))
            .lines()
            .limit(30)
            .map(it -> "\n" + it)
            .reduce("", String::concat);
    var quote = new StringBuilder();
    for (int at = lines.isEmpty() ? 0 : 1, point;
        at < lines.length();
        at += Character.charCount(point)) {
      point = lines.codePointAt(at);
      String next = point == '\n' ? "\n> " : escape(point);
      if (quote.length() + next.length() + 2 + CUT.length() > most) {
        return "> " + quote + CUT;
      }
      quote.append(next);
    }
    return "> " + (quote.isEmpty() ? EMPTY : quote);
  }

  /** As many of these as fit, joined by commas, and the number of those left out. */
  static String list(List<String> escaped, int most) {
    var list = new StringBuilder();
    for (int i = 0; i < escaped.size(); i++) {
      String next = (i == 0 ? "" : ", ") + escaped.get(i);
      String rest = i == escaped.size() - 1 ? "" : more(escaped.size() - i - 1);
      if (list.length() + next.length() + rest.length() > most) {
        return list + more(escaped.size() - i);
      }
      list.append(next);
    }
    return list.toString();
  }

  private static String more(int count) {
    return " and " + count + " more";
  }

  private static String escaped(String text, int most) {
    String quiet = quiet(text);
    var escaped = new StringBuilder();
    for (int at = 0, point; at < quiet.length(); at += Character.charCount(point)) {
      point = quiet.codePointAt(at);
      String next = escape(point);
      int left = at + Character.charCount(point) < quiet.length() ? CUT.length() : 0;
      if (escaped.length() + next.length() + left > most) {
        return escaped + CUT;
      }
      escaped.append(next);
    }
    return escaped.toString();
  }

  private static String escape(int point) {
    return switch (point) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(point);
    };
  }

  private static String quiet(String text) {
    return CALL_TO_ALL.matcher(text).replaceAll(QUIET_AT);
  }
}
