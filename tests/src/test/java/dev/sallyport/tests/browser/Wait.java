package dev.sallyport.tests.browser;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for what is about to happen. */
final class Wait {
  private static final long PAUSE = Duration.ofMillis(50).toNanos();

  private Wait() {}

  /** Until it is so; fails when it is not in time, saying what was waited for. */
  static void until(Duration limit, BooleanSupplier seen, Supplier<String> what) {
    long end = System.nanoTime() + limit.toNanos();
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not seen: " + what.get());
      }
      LockSupport.parkNanos(PAUSE);
    }
  }
}
