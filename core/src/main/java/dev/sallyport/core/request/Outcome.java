package dev.sallyport.core.request;

import java.util.Optional;

/** How a request ended. */
public enum Outcome {
  APPROVED("approved"),
  DENIED("denied"),
  PROMOTED("promoted"),
  EXPIRED("expired"),
  DELETED("deleted"),
  /** Nobody can know any more: it ended while nothing watched. */
  UNWATCHED("ended while unwatched");

  private final String words;

  Outcome(String words) {
    this.words = words;
  }

  /** In words that fit after "the request was", or "the request". */
  public String words() {
    return words;
  }

  /** Whether someone decided, in contrast to an end by time or deletion. */
  public boolean decided() {
    return this == APPROVED || this == DENIED || this == PROMOTED;
  }

  /** Of a settled state; empty for any other. */
  public static Optional<Outcome> ofSettled(RequestState state) {
    return switch (state) {
      case APPROVED -> Optional.of(APPROVED);
      case DENIED -> Optional.of(DENIED);
      case PROMOTED -> Optional.of(PROMOTED);
      case PENDING, UNKNOWN -> Optional.empty();
    };
  }
}
