package dev.sallyport.core.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a condition into words as Go does, whose syntax Teleport's conditions have: names, whole
 * numbers, texts in double or back quotes, signs.
 */
final class Tokens {
  private static final int LONGEST = 4096;
  private static final int MOST = 1000;
  private static final int LONGEST_NUMBER = 9;
  private static final List<String> PAIRS = List.of("&&", "||", "==", "!=");
  private static final String SINGLES = "!()[],.";

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Tokens(String text) {
    this.text = text;
  }

  /** All words, and at last the end. */
  static List<Token> of(String text) {
    if (text.length() > LONGEST) {
      throw new Unclear("the condition is longer than " + LONGEST + " characters");
    }
    Tokens tokens = new Tokens(text);
    tokens.cut();
    return tokens.tokens;
  }

  private void cut() {
    while (at < text.length()) {
      char first = text.charAt(at);
      if (first == ' ' || first == '\t' || first == '\n' || first == '\r') {
        at++;
      } else {
        add(first);
      }
    }
    tokens.add(new Token(Token.Kind.END, "", at + 1));
  }

  private void add(char first) {
    if (tokens.size() >= MOST) {
      throw new Unclear("the condition has more than " + MOST + " words");
    }
    int start = at;
    if (isLetter(first)) {
      take(Token.Kind.NAME, end(start), start);
    } else if (isDigit(first)) {
      number(start);
    } else if (first == '"') {
      quoted(start);
    } else if (first == '`') {
      raw(start);
    } else {
      sign(start);
    }
  }

  private void take(Token.Kind kind, int end, int start) {
    tokens.add(new Token(kind, text.substring(start, end), start + 1));
    at = end;
  }

  private void number(int start) {
    int end = end(start);
    if (end - start > LONGEST_NUMBER
        || !text.substring(start, end).chars().allMatch(Tokens::isDigit)) {
      throw new Unclear("the number " + Quote.of(text.substring(start, end)));
    }
    take(Token.Kind.NUMBER, end, start);
  }

  /** Behind the letters and digits that stand here. */
  private int end(int start) {
    int end = start;
    while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
      end++;
    }
    return end;
  }

  private void raw(int start) {
    int end = text.indexOf('`', start + 1);
    if (end < 0) {
      throw openQuote(start);
    }
    tokens.add(new Token(Token.Kind.TEXT, text.substring(start + 1, end), start + 1));
    at = end + 1;
  }

  private void quoted(int start) {
    var content = new StringBuilder();
    int here = start + 1;
    while (here < text.length() && text.charAt(here) != '"') {
      if (text.charAt(here) == '\n') {
        throw openQuote(start);
      }
      if (text.charAt(here) == '\\') {
        content.append(escaped(here));
        here += 2;
      } else {
        content.append(text.charAt(here++));
      }
    }
    if (here >= text.length()) {
      throw openQuote(start);
    }
    tokens.add(new Token(Token.Kind.TEXT, content.toString(), start + 1));
    at = here + 1;
  }

  private char escaped(int backslash) {
    char escape = backslash + 1 < text.length() ? text.charAt(backslash + 1) : ' ';
    return switch (escape) {
      case '"', '\\' -> escape;
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default ->
          throw new Unclear("the escape " + Quote.of("\\" + escape) + " at " + (backslash + 1));
    };
  }

  private void sign(int start) {
    if (PAIRS.stream().anyMatch(pair -> text.startsWith(pair, start))) {
      take(Token.Kind.SIGN, start + 2, start);
    } else if (SINGLES.indexOf(text.charAt(start)) >= 0) {
      take(Token.Kind.SIGN, start + 1, start);
    } else {
      String sign = new String(Character.toChars(text.codePointAt(start)));
      throw new Unclear("the sign " + Quote.of(sign) + " at " + (start + 1));
    }
  }

  private static Unclear openQuote(int start) {
    return new Unclear("the quote at " + (start + 1) + " has no end");
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
