package dev.sallyport.core;

/**
 * A system could not be asked, or did not answer in time. Whether a write took effect is unknown.
 * The work at hand is left as it is and tried again later.
 */
public final class Unavailable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The message names the system, the call and the cause; never a secret. */
  public Unavailable(String message) {
    super(message);
  }

  /** With the failure that led to it. */
  public Unavailable(String message, Throwable cause) {
    super(message, cause);
  }
}
