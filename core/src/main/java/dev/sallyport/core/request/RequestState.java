package dev.sallyport.core.request;

/** The state of an Access Request; {@code UNKNOWN} is one that this version does not know. */
public enum RequestState {
  PENDING,
  APPROVED,
  DENIED,
  PROMOTED,
  UNKNOWN;

  /** Whether a decision was made. A state that we do not know is neither pending nor settled. */
  public boolean settled() {
    return this == APPROVED || this == DENIED || this == PROMOTED;
  }
}
