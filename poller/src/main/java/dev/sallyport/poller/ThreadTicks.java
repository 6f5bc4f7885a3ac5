package dev.sallyport.poller;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Ticks on one thread of their own. */
final class ThreadTicks implements Ticks {
  private final Signals signals;
  private final ScheduledThreadPoolExecutor executor;

  ThreadTicks(String name, Signals signals) {
    this.signals = signals;
    this.executor =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name(name).daemon().factory());
    executor.setRemoveOnCancelPolicy(true);
    executor.setRejectedExecutionHandler((task, pool) -> {}); // closed: there is no later
  }

  @Override
  public Tick after(Duration delay, Runnable task) {
    Future<?> future =
        executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    return () -> future.cancel(false);
  }

  // A task that fails must not take those after it with it.
  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      signals.say(
          Signal.alarm("", "poller-fault", "unexpected: " + e.getClass().getName())
              .with("at", e.getStackTrace().length > 0 ? e.getStackTrace()[0].toString() : ""));
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
