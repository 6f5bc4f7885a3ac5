package dev.sallyport.cli.local;

/** The command cannot do what was asked; the message is one line that says why and what to do. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message is one line. */
  public Refusal(String message) {
    super(message);
  }
}
