package dev.sallyport.simulators.pagerduty;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;

/** Sends what is due by itself. A slow receiver holds up its own incidents alone. */
final class Courier implements AutoCloseable {
  private static final Duration LOOK_EVERY = Duration.ofMillis(50);

  private final Webhooks webhooks;
  private final ExecutorService rounds = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean closed;

  Courier(Webhooks webhooks) {
    this.webhooks = webhooks;
  }

  void start() {
    rounds.execute(this::run);
  }

  private void run() {
    while (!closed) {
      Optional<Delivery> next = webhooks.take();
      next.ifPresent(this::send);
      if (next.isEmpty()) {
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
      }
    }
  }

  private void send(Delivery taken) {
    try {
      rounds.execute(() -> webhooks.send(taken));
    } catch (RejectedExecutionException closedMeanwhile) {
      webhooks.answered(taken, 0);
    }
  }

  @Override
  public void close() {
    closed = true;
    rounds.shutdownNow();
  }
}
