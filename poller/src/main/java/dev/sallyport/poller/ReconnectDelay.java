package dev.sallyport.poller;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next connection, with decorrelated jitter: between 20 ms and three
 * times the last wait, at most 5 s, and at most 30 s once it has failed ten times in a row.
 */
final class ReconnectDelay {
  private static final long FLOOR = 20;
  private static final long CAP = 5_000;
  private static final long LATE_CAP = 30_000;
  private static final int LATE = 10;

  private final RandomGenerator random;
  private long last = FLOOR;
  private int tries;

  ReconnectDelay(RandomGenerator random) {
    this.random = random;
  }

  Duration next() {
    long cap = tries < LATE ? CAP : LATE_CAP;
    tries++;
    last = Math.min(cap, random.nextLong(FLOOR, last * 3 + 1));
    return Duration.ofMillis(last);
  }

  /** The connection proved healthy. */
  void reset() {
    last = FLOOR;
    tries = 0;
  }
}
