package dev.sallyport.core.rule;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An expression of {@code regexp.match}: a regular expression if it starts with {@code ^} and ends
 * with {@code $}, else a text in which {@code *} stands for anything (Teleport: lib/utils,
 * CompileExpression). Java's engine may try for ever, and the requester writes what it looks at: so
 * it may look at so many characters and no more.
 */
final class Matching {
  private static final int LONGEST = 500;
  private static final int LONGEST_TEXT = 8192;
  private static final int MOST_LOOKS = 500_000;

  private final String expression;
  private final Pattern pattern;

  private Matching(String expression) {
    this.expression = expression;
    this.pattern = compiled(expression);
  }

  static Matching of(String expression) {
    if (expression.length() > LONGEST) {
      throw new Unclear("an expression of more than " + LONGEST + " characters");
    }
    return new Matching(expression);
  }

  private static Pattern compiled(String expression) {
    boolean regular = expression.startsWith("^") && expression.endsWith("$");
    try {
      return Pattern.compile(
          regular ? GoExpression.translated(expression) : wildcard(expression), Pattern.UNIX_LINES);
    } catch (PatternSyntaxException e) {
      throw new Unclear("the expression " + Quote.of(expression));
    }
  }

  private static String wildcard(String expression) {
    return Stream.of(expression.split("\\*", -1))
        .map(Pattern::quote)
        .collect(Collectors.joining(".*", "^", "\\z"));
  }

  /** Whether it matches one of these. */
  boolean any(Collection<String> texts) {
    return texts.stream().anyMatch(this::matches);
  }

  private boolean matches(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw new Unclear("a text of more than " + LONGEST_TEXT + " characters");
    }
    return pattern.matcher(new Counted(text)).find();
  }

  /** Ends the search when it has taken long enough. */
  private final class Counted implements CharSequence {
    private final String text;
    private int looks;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++looks > MOST_LOOKS) {
        throw new Unclear("the expression " + Quote.of(expression) + " takes too long");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
