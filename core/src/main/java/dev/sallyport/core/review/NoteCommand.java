package dev.sallyport.core.review;

import dev.sallyport.core.text.UserText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A decision in words: a note whose first line is {@code teleport approve|deny <last 8 of the
 * request's id> [reason]}, in whatever case. Nothing looser counts, since people write about
 * decisions too.
 *
 * @param suffix the last {@value #SUFFIX} characters of the request's id, in lower case
 * @param reason as written, cleaned, at most {@link Gesture#LONGEST_REASON} characters; may be
 *     empty
 */
public record NoteCommand(Verdict verdict, String suffix, String reason) {
  static final int SUFFIX = 8;

  private static final Pattern COMMAND =
      Pattern.compile(
          "teleport[ \\t]+(approve|deny)[ \\t]+([a-z0-9._-]{8})(?:[ \\t]+(.*))?",
          Pattern.CASE_INSENSITIVE);

  /** Reads a note; empty for one that is no decision. */
  public static Optional<NoteCommand> read(String note) {
    Matcher line = COMMAND.matcher(firstLine(note));
    if (!line.matches()) {
      return Optional.empty();
    }
    boolean approve = line.group(1).toLowerCase(Locale.ROOT).equals("approve");
    String reason = Optional.ofNullable(line.group(3)).orElse("");
    return Optional.of(
        new NoteCommand(
            approve ? Verdict.APPROVE : Verdict.DENY,
            line.group(2).toLowerCase(Locale.ROOT),
            UserText.line(reason, Gesture.LONGEST_REASON)));
  }

  /** What a note has to name for this request. */
  public static String suffix(String requestId) {
    return requestId.substring(Math.max(0, requestId.length() - SUFFIX)).toLowerCase(Locale.ROOT);
  }

  /** Whether it is about this request. */
  public boolean names(String requestId) {
    return suffix(requestId).equals(suffix);
  }

  private static String firstLine(String note) {
    for (int i = 0; i < note.length(); i++) {
      if (note.charAt(i) == '\n' || note.charAt(i) == '\r') {
        return note.substring(0, i);
      }
    }
    return note;
  }

  /** The verdict, without the reason. */
  @Override
  public String toString() {
    return "NoteCommand[" + verdict + " " + suffix + "]";
  }
}
