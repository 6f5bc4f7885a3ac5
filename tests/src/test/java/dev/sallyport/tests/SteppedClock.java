package dev.sallyport.tests;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes only when it is told to. */
public final class SteppedClock implements InstantSource {
  private volatile Instant now;

  public SteppedClock(Instant begin) {
    this.now = begin;
  }

  @Override
  public Instant instant() {
    return now;
  }

  public void forward(Duration length) {
    now = now.plus(length);
  }

  /** Never backwards. */
  public void forwardTo(Instant later) {
    if (later.isAfter(now)) {
      now = later;
    }
  }
}
