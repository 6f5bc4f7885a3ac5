package dev.sallyport.poller;

import java.time.Duration;

/** Runs tasks later: one after the other, in the order in which they are due. */
interface Ticks extends AutoCloseable {
  /** A task to come. */
  @FunctionalInterface
  interface Tick {
    /** Without effect once it runs. */
    void cancel();
  }

  Tick after(Duration delay, Runnable task);

  /** Next in turn. */
  default void soon(Runnable task) {
    var _ = after(Duration.ZERO, task);
  }

  /** Tasks to come are forgotten. */
  @Override
  void close();
}
