package dev.sallyport.core.config;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Something that is read again at most every 20 seconds. When it cannot be read, the last good one
 * stays, with an alarm every five minutes until it can be read again.
 */
public final class LastGood<T> implements Supplier<T> {
  private static final Duration FRESH = Duration.ofSeconds(20);
  private static final Duration ALARM_EVERY = Duration.ofMinutes(5);

  private final Supplier<T> source;
  private final BiConsumer<T, T> changed;
  private final Signals signals;
  private final InstantSource clock;
  private T value;
  private Instant readAt;
  private Instant saidAt = Instant.EPOCH;

  /**
   * @param source reads it; it may throw
   * @param changed hears of another one than before: the one before, then the new one
   * @throws RuntimeException what the source throws, when it cannot be read at first
   */
  public LastGood(
      Supplier<T> source, BiConsumer<T, T> changed, Signals signals, InstantSource clock) {
    this.source = source;
    this.changed = changed;
    this.signals = signals;
    this.clock = clock;
    this.value = source.get();
    this.readAt = clock.instant();
  }

  @Override
  public synchronized T get() {
    if (!clock.instant().isBefore(readAt.plus(FRESH))) {
      readAgain();
    }
    return value;
  }

  private void readAgain() {
    readAt = clock.instant();
    try {
      T before = value;
      value = source.get();
      saidAt = Instant.EPOCH;
      if (!before.equals(value)) {
        changed.accept(before, value);
      }
    } catch (RuntimeException e) {
      if (!clock.instant().isBefore(saidAt.plus(ALARM_EVERY))) {
        saidAt = clock.instant();
        signals.say(
            Signal.alarm(
                "", "config-unreadable", "the last good configuration stays: " + e.getMessage()));
      }
    }
  }
}
