package dev.sallyport.core.rule;

import dev.sallyport.core.text.UserText;

/** A part of a rule as it is shown to an operator. */
final class Quote {
  private static final int MOST = 60;

  private Quote() {}

  static String of(String part) {
    return "\"" + UserText.line(part, MOST) + "\"";
  }
}
