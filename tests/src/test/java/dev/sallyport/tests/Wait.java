package dev.sallyport.tests;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what other threads and processes do. */
public final class Wait {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Wait() {}

  /** At most a minute. */
  public static void until(String what, BooleanSupplier seen, Supplier<String> known) {
    until(what, SOON, seen, known);
  }

  /**
   * Fails when it is not seen in time.
   *
   * @param known what else is to be said then
   */
  public static void until(
      String what, Duration limit, BooleanSupplier seen, Supplier<String> known) {
    long end = System.nanoTime() + limit.toNanos();
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "not seen within %d s: %s%n%s".formatted(limit.toSeconds(), what, known.get()));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
