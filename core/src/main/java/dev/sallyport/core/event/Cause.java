package dev.sallyport.core.event;

import java.util.Locale;
import java.util.Optional;

/** Why a request is worth a look. */
public enum Cause {
  CHANGED,
  DELETED,
  RESYNC,
  CANARY;

  /** As it stands in messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Cause> of(String word) {
    for (Cause cause : values()) {
      if (cause.word().equals(word)) {
        return Optional.of(cause);
      }
    }
    return Optional.empty();
  }
}
