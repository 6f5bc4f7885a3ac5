package dev.sallyport.infra;

/** What was asked for cannot be deployed. The message names the value and the fix, in one line. */
final class OptionError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OptionError(String message) {
    super(message);
  }
}
