package dev.sallyport.core.secret;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A secret that is read again after a time to live, and at once (but at most once a minute) when
 * the vendor refuses it: a rotated one then works without a restart.
 */
public final class CachedSecret implements Supplier<String> {
  private static final Duration RELOAD_AT_MOST_EVERY = Duration.ofMinutes(1);

  private final Supplier<String> source;
  private final Duration life;
  private final InstantSource clock;
  private @Nullable String value;
  private Instant readAt = Instant.MIN;
  private Instant refusedAt = Instant.MIN;

  /**
   * @param source reads it where it is stored; it may throw
   * @param life how long a value is used without a look at the store
   */
  public CachedSecret(Supplier<String> source, Duration life, InstantSource clock) {
    this.source = source;
    this.life = life;
    this.clock = clock;
  }

  @Override
  public synchronized String get() {
    if (value == null || !clock.instant().isBefore(readAt.plus(life))) {
      return read();
    }
    return value;
  }

  /**
   * The vendor refused the value: the next use reads it again, unless an earlier refusal had that
   * done within the last minute.
   */
  public synchronized void refused() {
    Instant now = clock.instant();
    if (refusedAt.equals(Instant.MIN) || !now.isBefore(refusedAt.plus(RELOAD_AT_MOST_EVERY))) {
      refusedAt = now;
      value = null;
    }
  }

  /** A store that cannot be asked leaves the last value in use, for another life. */
  private String read() {
    String last = value;
    readAt = clock.instant();
    try {
      String fresh = source.get();
      value = fresh;
      return fresh;
    } catch (RuntimeException e) {
      if (last == null) {
        readAt = Instant.MIN;
        throw e;
      }
      return last;
    }
  }

  /** Never the value. */
  @Override
  public String toString() {
    return "CachedSecret";
  }
}
