package dev.sallyport.core.config;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Modes read again at most every 20 seconds. When they cannot be read, the last good ones stay,
 * with one alarm until they can be read again.
 */
public final class LiveModes implements Modes {
  private static final Duration FRESH = Duration.ofSeconds(20);

  private final Supplier<Map<String, Mode>> source;
  private final Signals signals;
  private final InstantSource clock;
  private Map<String, Mode> modes;
  private Instant readAt;
  private boolean failing;

  /**
   * @param source reads the configuration; it may throw
   * @throws RuntimeException what the source throws, when it cannot be read at first
   */
  public LiveModes(Supplier<Map<String, Mode>> source, Signals signals, InstantSource clock) {
    this.source = source;
    this.signals = signals;
    this.clock = clock;
    this.modes = Map.copyOf(source.get());
    this.readAt = clock.instant();
  }

  @Override
  public synchronized Mode of(String part) {
    if (!clock.instant().isBefore(readAt.plus(FRESH))) {
      readAgain();
    }
    Mode mode = modes.get(part);
    if (mode == null) {
      throw new IllegalArgumentException("no part has the mode " + part);
    }
    return mode;
  }

  private void readAgain() {
    readAt = clock.instant();
    try {
      Map<String, Mode> now = Map.copyOf(source.get());
      now.forEach(this::tell);
      modes = now;
      failing = false;
    } catch (RuntimeException e) {
      if (!failing) {
        signals.say(
            Signal.alarm("", "modes-unreadable", "the last good modes stay: " + e.getMessage()));
      }
      failing = true;
    }
  }

  private void tell(String part, Mode mode) {
    if (modes.get(part) != mode) {
      signals.say(Signal.warning("", "mode-changed", part + " is now " + mode.word()));
    }
  }
}
