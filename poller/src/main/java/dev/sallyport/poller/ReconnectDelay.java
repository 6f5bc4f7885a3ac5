package dev.sallyport.poller;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next connection: at random between half and three times the last
 * wait, 20 ms to 5 s, and up to 30 s once it has failed ten times in a row.
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
    last = random.nextLong(Math.max(FLOOR, last / 2), Math.min(cap, last * 3) + 1);
    return Duration.ofMillis(last);
  }

  /** The connection proved healthy. */
  void reset() {
    last = FLOOR;
    tries = 0;
  }
}
