package dev.sallyport.tests.loop;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The system's clock, and more. */
final class MovableClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return Instant.now().plus(ahead);
  }

  void forward(Duration more) {
    ahead = ahead.plus(more);
  }
}
