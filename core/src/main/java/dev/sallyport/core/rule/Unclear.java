package dev.sallyport.core.rule;

/** A rule holds a part that is not understood. The message names the part, for an operator. */
final class Unclear extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unclear(String part) {
    super(part, null, false, false);
  }

  String part() {
    return String.valueOf(getMessage());
  }
}
