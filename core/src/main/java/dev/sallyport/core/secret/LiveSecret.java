package dev.sallyport.core.secret;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.ConfigError;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A secret as it stands where it is stored. It is read again after five minutes, and earlier when
 * it does not fit or is refused, though for that at most once a minute, since anybody can send a
 * wrong signature. A store that cannot be asked leaves the last value in use for an hour; it is
 * asked again after ten seconds. Safe for use by several threads.
 */
public final class LiveSecret<T> implements Supplier<T> {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration REFRESH_AT_MOST_EVERY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_USE = Duration.ofHours(1);

  private record Known<T>(T value, Instant readAt) {
    /** Never the value. */
    @Override
    public String toString() {
      return "Known[readAt=" + readAt + "]";
    }
  }

  private final Supplier<String> source;
  private final Function<String, T> parser;
  private final InstantSource clock;
  private Optional<Known<T>> known = Optional.empty();
  private Instant triedAt = Instant.MIN;
  private Instant refreshedAt = Instant.MIN;
  private Instant changedAt = Instant.MIN;

  /**
   * @param source reads the stored text; it may throw
   * @param parser throws IllegalArgumentException for what it cannot read, without any part of it
   */
  public LiveSecret(Supplier<String> source, Function<String, T> parser, InstantSource clock) {
    this.source = source;
    this.parser = parser;
    this.clock = clock;
  }

  /**
   * The value to use.
   *
   * @throws Unavailable when none is known and the store cannot be asked, or holds what cannot be
   *     read
   */
  @Override
  public synchronized T get() {
    Instant now = clock.instant();
    if (known.isEmpty()) {
      return read(now);
    }
    Known<T> last = known.get();
    if (now.isBefore(last.readAt().plus(LIFE)) || now.isBefore(triedAt.plus(PATIENCE))) {
      return usable(last, now);
    }
    try {
      return read(now);
    } catch (Unavailable e) {
      return usable(last, now);
    }
  }

  /**
   * Looks at the store after a signature that does not fit, or a refusal.
   *
   * @return what stands there, when it was asked and says something else than before
   */
  public synchronized Optional<T> refresh() {
    Instant now = clock.instant();
    if (!refreshedAt.equals(Instant.MIN) && now.isBefore(refreshedAt.plus(REFRESH_AT_MOST_EVERY))) {
      return Optional.empty();
    }
    refreshedAt = now;
    Optional<T> before = known.map(Known::value);
    try {
      return Optional.of(read(now)).filter(fresh -> !Optional.of(fresh).equals(before));
    } catch (Unavailable e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the store was read at this time or later: then what is of before it and does not fit
   * will not fit later.
   */
  public synchronized boolean isReadSince(Instant time) {
    return known.isPresent() && !known.get().readAt().isBefore(time);
  }

  /** Whether another value took the place of one at this time or later. */
  public synchronized boolean isChangedSince(Instant time) {
    return !changedAt.isBefore(time);
  }

  private static <T> T usable(Known<T> last, Instant now) {
    if (!now.isBefore(last.readAt().plus(LONGEST_USE))) {
      throw new Unavailable("the secret could not be read again for " + LONGEST_USE);
    }
    return last.value();
  }

  private T read(Instant now) {
    triedAt = now;
    T fresh = parsed(stored());
    if (known.isPresent() && !known.get().value().equals(fresh)) {
      changedAt = now;
    }
    known = Optional.of(new Known<>(fresh, now));
    return fresh;
  }

  private String stored() {
    try {
      return source.get();
    } catch (Unavailable e) {
      throw e;
    } catch (ConfigError e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      throw new Unavailable("the store of the secret failed with " + e.getClass().getName(), e);
    }
  }

  private T parsed(String text) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  /** Never the value. */
  @Override
  public synchronized String toString() {
    return "LiveSecret[" + known.map(Known::toString).orElse("unknown") + "]";
  }
}
