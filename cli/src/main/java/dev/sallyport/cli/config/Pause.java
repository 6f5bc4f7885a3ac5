package dev.sallyport.cli.config;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets time pass. */
@FunctionalInterface
public interface Pause {
  /** Of the real time; a thread that is interrupted waits no longer. */
  Pause REAL =
      length -> {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
          LockSupport.parkNanos(end - System.nanoTime());
        }
      };

  /** Returns after this long. */
  void of(Duration length);
}
