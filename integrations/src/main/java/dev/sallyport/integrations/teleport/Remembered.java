package dev.sallyport.integrations.teleport;

import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Supplier;

/**
 * Answers of one sort that need not be asked for at each event: good ones for a minute, refusals
 * for five. At most 500; the oldest goes first. Safe for use by many threads.
 */
final class Remembered<T> {
  private static final Duration GOOD = Duration.ofMinutes(1);
  private static final Duration REFUSED = Duration.ofMinutes(5);
  private static final int MOST = 500;

  private record Kept<T>(Optional<T> value, Instant until) {}

  private final InstantSource clock;
  private final SequencedMap<Object, Kept<T>> kept = new LinkedHashMap<>();

  Remembered(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What is known, or else the answer; empty for a refusal, and when the time is over.
   *
   * @param group the questions that a refusal speaks for; only that something does not exist is
   *     said of the key alone
   */
  Optional<T> ask(Object key, Object group, TimeLimit time, Supplier<Answer<T>> question) {
    Optional<Kept<T>> known = known(key).or(() -> known(group));
    if (known.isPresent()) {
      return known.get().value();
    }
    if (time.isOver()) {
      return Optional.empty();
    }
    boolean ample = time.isAmple();
    return switch (question.get()) {
      case Answer.Ok<T>(T value) -> keep(key, Optional.of(value), GOOD);
      case Answer.Refused<T>(Reason reason, String _) -> {
        // What was cut short after waiting for others says nothing about itself.
        if (ample || !time.isOver()) {
          var _ = keep(reason == Reason.NOT_FOUND ? key : group, Optional.empty(), REFUSED);
        }
        yield Optional.empty();
      }
    };
  }

  private synchronized Optional<Kept<T>> known(Object key) {
    return Optional.ofNullable(kept.get(key))
        .filter(answer -> clock.instant().isBefore(answer.until()));
  }

  private synchronized Optional<T> keep(Object key, Optional<T> value, Duration life) {
    kept.putLast(key, new Kept<>(value, clock.instant().plus(life)));
    if (kept.size() > MOST) {
      kept.pollFirstEntry();
    }
    return value;
  }
}
