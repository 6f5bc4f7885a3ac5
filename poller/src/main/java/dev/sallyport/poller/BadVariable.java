package dev.sallyport.poller;

/** A variable of the process is missing or impossible. The message is one line that names it. */
final class BadVariable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadVariable(String message) {
    super(message);
  }
}
