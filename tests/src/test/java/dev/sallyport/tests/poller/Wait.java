package dev.sallyport.tests.poller;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;

/** Waits for what another process does. */
final class Wait {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Wait() {}

  static void until(String what, BooleanSupplier condition, Supplier<String> otherwise) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        Assertions.fail("not within " + LIMIT + ": " + what + "; " + otherwise.get());
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
