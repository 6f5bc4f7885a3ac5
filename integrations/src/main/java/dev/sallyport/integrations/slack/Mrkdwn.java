package dev.sallyport.integrations.slack;

import static java.util.stream.Collectors.joining;

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
  private static final int LINES = 30;

  /** Looks like a back-tick and ends no code span. */
  private static final char BACK_TICK = 'ˋ';

  /** Whatever follows the word, since a cut may take it away; mail addresses stay as they are. */
  private static final Pattern CALL_TO_ALL =
      Pattern.compile("(?<![A-Za-z0-9])@(?=here|channel|everyone|group)", Pattern.CASE_INSENSITIVE);

  /** Splits the word for Slack and not for the eye. */
  private static final String QUIET_AT = "@\u2060";

  private Mrkdwn() {}

  /** One line of at most so many characters, escaped. */
  static String line(String text, int most) {
    return escaped(UserText.line(text, most).replace('`', BACK_TICK), most);
  }

  /** Some lines of at most so many characters, escaped. */
  static String paragraph(String text, int most) {
    return escaped(UserText.paragraph(text, most), most);
  }

  /** One line as code, the back-ticks around it included in the length. */
  static String code(String text, int most) {
    String inside = line(text, most - 2);
    return '`' + (inside.isBlank() ? EMPTY : inside) + '`';
  }

  /** Some lines set off as a quotation, so that they can pass for nothing of ours. */
  static String quote(String text, int most) {
    String lines = someLines(quiet(UserText.paragraph(text, most)));
    return "> " + fit(lines.isBlank() ? EMPTY : lines, most - 2, "\n> ");
  }

  private static String someLines(String text) {
    String some = text.lines().limit(LINES).collect(joining("\n"));
    return text.lines().count() > LINES ? some + CUT : some;
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
    return fit(quiet(text), most, "\n");
  }

  /** Escaped as far as it fits; the room for the mark of a cut is kept until the last character. */
  private static String fit(String text, int most, String lineBreak) {
    var fit = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int point = text.codePointAt(at);
      at += Character.charCount(point);
      String next = point == '\n' ? lineBreak : escape(point);
      int kept = at < text.length() ? CUT.length() : 0;
      if (fit.length() + next.length() + kept > most) {
        return fit + CUT;
      }
      fit.append(next);
    }
    return fit.toString();
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
