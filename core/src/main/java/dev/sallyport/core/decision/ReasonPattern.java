package dev.sallyport.core.decision;

import dev.sallyport.core.text.Branches;
import java.util.regex.Pattern;

/**
 * A pattern that a part of a request's reason must match; {@code ^} and {@code $} hold it to the
 * whole. Whoever asks writes the reason, so the search is bounded: a reason of more than 1,000
 * characters does not match, nor does one for which the search takes more than a million steps.
 *
 * @param text a regular expression as of {@link Pattern}, 300 characters at most
 */
public record ReasonPattern(String text) {
  public static final int LONGEST = 300;

  private static final int LONGEST_REASON = 1_000;
  private static final int MOST_STEPS = 1_000_000;

  /**
   * Refuses what is no pattern.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  public ReasonPattern {
    if (text.isEmpty() || text.length() > LONGEST) {
      throw new IllegalArgumentException("a pattern has 1 to " + LONGEST + " characters");
    }
    if (Branches.tooMany(text)) {
      throw new IllegalArgumentException(
          "a pattern has at most "
              + Branches.MOST
              + " alternatives and repeated groups, escaped ones counted too");
    }
    var _ = Pattern.compile(text);
  }

  boolean matches(String reason) {
    if (reason.length() > LONGEST_REASON) {
      return false;
    }
    try {
      return Pattern.compile(text).matcher(new Counted(reason, new Steps())).find();
    } catch (TooHard | StackOverflowError e) {
      return false;
    }
  }

  private static final class Steps {
    private int left = MOST_STEPS;

    void take() {
      if (left-- == 0) {
        throw new TooHard();
      }
    }
  }

  private static final class TooHard extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A search looks at characters all the time, so their number bounds it. */
  private record Counted(CharSequence text, Steps steps) implements CharSequence {
    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      steps.take();
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Counted(text.subSequence(start, end), steps);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
