package dev.sallyport.core.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. */
public final class FakeClock implements InstantSource {
  public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private Instant now = START;

  @Override
  public Instant instant() {
    return now;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }
}
