package dev.sallyport.tests.rotation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when it is told to. */
final class SteppedClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-20T12:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void forward(Duration length) {
    now = now.plus(length);
  }
}
