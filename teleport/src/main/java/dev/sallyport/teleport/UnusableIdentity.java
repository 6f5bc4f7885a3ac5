package dev.sallyport.teleport;

/**
 * An identity that cannot be used: unreadable, incomplete, of an unknown form, or expired. The
 * message is one line that says which file, what is wrong with it and what to do; it never holds
 * key material.
 */
public final class UnusableIdentity extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableIdentity(String source, String problem, String advice) {
    super(source + ": " + problem + "; " + advice);
  }
}
