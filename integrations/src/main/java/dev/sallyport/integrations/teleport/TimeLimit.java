package dev.sallyport.integrations.teleport;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
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
            .name("limited")
            .uncaughtExceptionHandler(
                (_, e) -> LOG.error("what was asked of Teleport could not be read", e))
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

  /** What the work answers; empty when it has not by the end of the limit. */
  static <T> Optional<T> answer(Duration limit, Function<TimeLimit, T> work) {
    List<T> answers = new CopyOnWriteArrayList<>();
    run(limit, time -> answers.add(work.apply(time)));
    return answers.stream().findFirst();
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
