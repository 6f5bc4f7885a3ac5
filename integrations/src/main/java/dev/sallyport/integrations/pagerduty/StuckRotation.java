package dev.sallyport.integrations.pagerduty;

import java.io.Serial;

/** A rotation goes on only once somebody has done what the message says. */
public final class StuckRotation extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  StuckRotation(String message) {
    super(message);
  }
}
