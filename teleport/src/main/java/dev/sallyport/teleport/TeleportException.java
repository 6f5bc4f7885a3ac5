package dev.sallyport.teleport;

/** A refusal as an exception, thrown only by {@link Answer#orElseThrow()}. */
public final class TeleportException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  TeleportException(Reason reason, String text) {
    super("Teleport: " + reason + ": " + text);
    this.reason = reason;
  }

  /** Why the call was refused. */
  public Reason reason() {
    return reason;
  }
}
