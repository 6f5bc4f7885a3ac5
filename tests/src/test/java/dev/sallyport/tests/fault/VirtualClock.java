package dev.sallyport.tests.fault;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Time that passes only when it is told to. It begins now, since certificates live in real time.
 */
final class VirtualClock implements InstantSource {
  private volatile Instant now = Instant.now();

  @Override
  public Instant instant() {
    return now;
  }

  void forward(Duration length) {
    now = now.plus(length);
  }

  /** Never backwards. */
  void forwardTo(Instant later) {
    if (later.isAfter(now)) {
      now = later;
    }
  }
}
