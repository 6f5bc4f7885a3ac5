package dev.sallyport.core.delivery;

import dev.sallyport.core.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The secrets as they stand where they are stored. They are read again after five minutes, and
 * earlier when a signature fits none of them, though for that at most once a minute, since anybody
 * can send a wrong signature. A store that cannot be asked leaves the last values in use for an
 * hour; it is asked again after ten seconds.
 */
public final class LiveSecrets {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration REFRESH_AT_MOST_EVERY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_USE = Duration.ofHours(1);

  private record Known(VerificationSecrets secrets, Instant readAt) {}

  private final Supplier<String> source;
  private final InstantSource clock;
  private Optional<Known> known = Optional.empty();
  private Instant triedAt = Instant.MIN;
  private Instant refreshedAt = Instant.MIN;

  /**
   * @param source reads the stored text; it may throw
   */
  public LiveSecrets(Supplier<String> source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  /**
   * The secrets to verify with.
   *
   * @throws Unavailable when none are known and the store cannot be asked, or holds what cannot be
   *     read
   */
  public synchronized VerificationSecrets get() {
    Instant now = clock.instant();
    if (known.isEmpty()) {
      return read(now);
    }
    Known last = known.get();
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
   * Looks at the store after a signature that fits none of the secrets.
   *
   * @return what stands there, when it was asked and says something else than before
   */
  public synchronized Optional<VerificationSecrets> refresh() {
    Instant now = clock.instant();
    if (!refreshedAt.equals(Instant.MIN) && now.isBefore(refreshedAt.plus(REFRESH_AT_MOST_EVERY))) {
      return Optional.empty();
    }
    refreshedAt = now;
    Optional<VerificationSecrets> before = known.map(Known::secrets);
    try {
      return Optional.of(read(now)).filter(fresh -> !Optional.of(fresh).equals(before));
    } catch (Unavailable e) {
      return Optional.empty();
    }
  }

  /**
   * Whether the store was read at this time or later: then a signature of before it that fits none
   * of the secrets will fit none later.
   */
  public synchronized boolean isReadSince(Instant time) {
    return known.isPresent() && !known.get().readAt().isBefore(time);
  }

  private static VerificationSecrets usable(Known last, Instant now) {
    if (!now.isBefore(last.readAt().plus(LONGEST_USE))) {
      throw new Unavailable("the secrets could not be read again for " + LONGEST_USE);
    }
    return last.secrets();
  }

  private VerificationSecrets read(Instant now) {
    triedAt = now;
    try {
      VerificationSecrets fresh = VerificationSecrets.parse(source.get());
      known = Optional.of(new Known(fresh, now));
      return fresh;
    } catch (Unavailable e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      throw new Unavailable("the store of the secrets failed with " + e.getClass().getName(), e);
    }
  }

  /** Never a value. */
  @Override
  public synchronized String toString() {
    return "LiveSecrets[" + known.map(it -> it.secrets().toString()).orElse("none") + "]";
  }
}
