package dev.sallyport.core.rule;

/**
 * A word of a condition.
 *
 * @param text a name, a sign, digits, or what stands between quotes
 * @param at where it starts, from 1 on
 */
record Token(Kind kind, String text, int at) {
  enum Kind {
    NAME,
    TEXT,
    NUMBER,
    SIGN,
    END
  }

  boolean is(String sign) {
    return kind == Kind.SIGN && text.equals(sign);
  }

  /** For an operator. */
  String shown() {
    return kind == Kind.END ? "the end" : Quote.of(text) + " at " + at;
  }
}
