package dev.sallyport.core.rule;

import dev.sallyport.core.text.Branches;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Go's regular expressions in Java's terms, as far as both can be made to mean the same (Go:
 * package regexp/syntax). Repeated groups are left out: Java's engine follows them on its stack.
 */
final class GoExpression {
  private static final Pattern COUNT = Pattern.compile("\\{[0-9]{1,3}(?:,[0-9]{0,3})?}");
  private static final String CLASSES = "dDwWsS";
  private static final String CONTROLS = "ntrf";

  /** What a quantifier would stand behind. */
  private enum Last {
    NOTHING,
    CHARACTER,
    GROUP
  }

  private final String text;
  private final StringBuilder out = new StringBuilder();
  private Last last = Last.NOTHING;
  private int open;
  private int at;

  private GoExpression(String text) {
    this.text = text;
  }

  static String translated(String text) {
    GoExpression expression = new GoExpression(text);
    if (Branches.tooMany(text)) {
      throw expression.unclear("more than " + Branches.MOST + " alternatives and optional groups");
    }
    while (expression.at < text.length()) {
      expression.next();
    }
    if (expression.open > 0) {
      throw expression.unclear("a group without an end");
    }
    return expression.out.toString();
  }

  private void next() {
    char c = text.charAt(at);
    switch (c) {
      case '\\' -> escape();
      case '[' -> characterClass();
      case '(' -> group();
      case ')' -> close();
      case '^' -> put("^", Last.NOTHING, 1);
      case '$' -> put("\\z", Last.NOTHING, 1);
      case '|' -> put("|", Last.NOTHING, 1);
      case '.' -> put(".", Last.CHARACTER, 1);
      case '*', '+', '?', '{' -> quantifier(c);
      default -> put(literal(c), Last.CHARACTER, 1);
    }
  }

  private void put(String java, Last is, int length) {
    out.append(java);
    last = is;
    at += length;
  }

  private static String literal(char c) {
    boolean plain = c >= 0x80 || Character.isLetterOrDigit(c) || c <= ' ';
    return plain ? String.valueOf(c) : "\\" + c;
  }

  private void escape() {
    char c = following();
    if (c == 'b' || c == 'B') {
      put("\\" + c, Last.NOTHING, 2);
    } else {
      put(escaped(c), Last.CHARACTER, 2);
    }
  }

  private String escaped(char c) {
    boolean punctuation = c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    if (punctuation || CLASSES.indexOf(c) >= 0 || CONTROLS.indexOf(c) >= 0) {
      return "\\" + c;
    }
    throw unclear("the escape \\" + c);
  }

  private char following() {
    if (at + 1 >= text.length()) {
      throw unclear("an escape at its end");
    }
    return text.charAt(at + 1);
  }

  private void characterClass() {
    out.append('[');
    at++;
    if (text.startsWith("^", at)) {
      out.append('^');
      at++;
    }
    int first = at;
    while (at < text.length() && (text.charAt(at) != ']' || at == first)) {
      member(text.charAt(at), at == first);
    }
    if (at >= text.length()) {
      throw unclear("a class without an end");
    }
    put("]", Last.CHARACTER, 1);
  }

  private void member(char c, boolean first) {
    if (c == '[' || (c == ']' && first) || text.startsWith("&&", at)) {
      throw unclear("the class at " + (at + 1));
    }
    if (c == '\\') {
      out.append(escaped(following()));
      at += 2;
    } else {
      out.append(c == '-' ? "-" : literal(c));
      at++;
    }
  }

  private void group() {
    if (text.startsWith("(?i)", at)) {
      put("(?iu)", Last.NOTHING, 4);
    } else if (text.startsWith("(?:", at)) {
      open++;
      put("(?:", Last.NOTHING, 3);
    } else if (text.startsWith("(?", at)) {
      throw unclear("the group at " + (at + 1));
    } else {
      open++;
      put("(?:", Last.NOTHING, 1);
    }
  }

  private void close() {
    if (--open < 0) {
      throw unclear("a group without a start");
    }
    put(")", Last.GROUP, 1);
  }

  private void quantifier(char c) {
    if (last == Last.NOTHING || (last == Last.GROUP && c != '?')) {
      throw unclear("the repetition at " + (at + 1));
    }
    String written = c == '{' ? count() : String.valueOf(c);
    put(written, Last.NOTHING, written.length());
    if (text.startsWith("?", at)) {
      put("?", Last.NOTHING, 1);
    }
  }

  private String count() {
    Matcher count = COUNT.matcher(text).region(at, text.length());
    if (!count.lookingAt()) {
      throw unclear("the repetition at " + (at + 1));
    }
    return count.group();
  }

  private Unclear unclear(String part) {
    return new Unclear(part + " in the expression " + Quote.of(text));
  }
}
