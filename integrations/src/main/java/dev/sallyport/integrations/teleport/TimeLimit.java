package dev.sallyport.integrations.teleport;

import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long a piece of work is waited for. When it is over the work is interrupted and left. */
final class TimeLimit {
  private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);

  private final Duration limit;
  private final long beganNanos = System.nanoTime();

  private TimeLimit(Duration limit) {
    this.limit = limit;
  }

  /** What the work has done by the end of the limit stays done; a failure of it is logged. */
  static void run(Duration limit, Consumer<TimeLimit> work) {
    TimeLimit time = new TimeLimit(limit);
    Thread worker =
        Thread.ofVirtual()
            .name("details")
            .uncaughtExceptionHandler((_, e) -> LOG.error("details could not be read", e))
            .start(() -> work.accept(time));
    try {
      if (!worker.join(limit)) {
        worker.interrupt();
      }
    } catch (InterruptedException e) {
      worker.interrupt();
      Thread.currentThread().interrupt();
    }
  }

  boolean isOver() {
    return Thread.currentThread().isInterrupted() || spent().compareTo(limit) >= 0;
  }

  /** Whether what starts now is given a fair part of the time. */
  boolean isAmple() {
    return spent().compareTo(limit.dividedBy(2)) <= 0;
  }

  private Duration spent() {
    return Duration.ofNanos(System.nanoTime() - beganNanos);
  }
}
