package dev.sallyport.poller;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One round of listing at a time, tried again until it succeeds: after 1 s, doubling to 5 minutes.
 */
final class Lists {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(5);

  private final Rounds rounds;
  private final Ticks ticks;
  private final Predicate<Verdicts.Failure> fatal;
  private Ticks.@Nullable Tick retry;
  private Duration pause = FIRST_PAUSE;

  /**
   * @param fatal hears of each failure; whether there is no use in trying again
   */
  Lists(Rounds rounds, Ticks ticks, Predicate<Verdicts.Failure> fatal) {
    this.rounds = rounds;
    this.ticks = ticks;
    this.fatal = fatal;
  }

  /** Begins a round, in place of one that is still being tried. */
  void run(Cluster cluster, Rounds.Round round, Runnable then) {
    cancel();
    Optional<Verdicts.Failure> failure = rounds.run(cluster, round);
    if (failure.isEmpty()) {
      pause = FIRST_PAUSE;
      then.run();
    } else if (!fatal.test(failure.get())) {
      retry = ticks.after(pause, () -> run(cluster, round, then));
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LAST_PAUSE) < 0 ? doubled : LAST_PAUSE;
    }
  }

  /** Whether a round waits for its next try. */
  boolean waits() {
    return retry != null;
  }

  void cancel() {
    if (retry != null) {
      retry.cancel();
      retry = null;
    }
  }
}
