package dev.sallyport.core.delivery;

import dev.sallyport.core.Unavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The secrets as they stand where they are stored. They are read again after five minutes, and
 * earlier when a signature fits none of them, though then at most once a minute, since anybody can
 * send a wrong signature. A store that cannot be asked leaves the last values in use for an hour;
 * it is asked again after ten seconds.
 */
public final class LiveSecrets {
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final Duration REFRESH_AT_MOST_EVERY = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LONGEST_USE = Duration.ofHours(1);
  private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  private record Known(VerificationSecrets secrets, Instant readAt) {}

  private final Supplier<String> source;
  private final InstantSource clock;
  private Optional<Known> known = Optional.empty();
  private Instant triedAt = Instant.MIN;
  private Optional<String> failure = Optional.empty();

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

  /** What a look at the store came to. */
  public sealed interface Look {
    /** Other secrets stand there now. */
    record Changed(VerificationSecrets now) implements Look {}

    /** What was tried is what stands there. */
    record Unchanged() implements Look {}

    /** The store was not asked, since it was asked within the last minute. */
    record TooSoon() implements Look {}

    /** The store could not be asked, now or within the last minute. The why holds no value. */
    record Away(String why) implements Look {}
  }

  /**
   * Looks at the store after a signature that fits none of the secrets. What was read after the
   * delivery was accepted counts as a look.
   *
   * @param unfit the secrets that were tried
   * @param since when the delivery was accepted, perhaps by another machine's clock
   */
  public synchronized Look refresh(VerificationSecrets unfit, Instant since) {
    Instant now = clock.instant();
    if (now.isBefore(triedAt.plus(REFRESH_AT_MOST_EVERY))) {
      return known.map(last -> look(last, unfit, since)).orElseGet(this::notTaken);
    }
    try {
      return changed(read(now), unfit);
    } catch (Unavailable e) {
      return notTaken();
    }
  }

  private Look look(Known last, VerificationSecrets unfit, Instant since) {
    boolean seen = last.readAt().isAfter(since.plus(CLOCKS_APART));
    return seen || !last.secrets().equals(unfit) ? changed(last.secrets(), unfit) : notTaken();
  }

  private static Look changed(VerificationSecrets stored, VerificationSecrets unfit) {
    return stored.equals(unfit) ? new Look.Unchanged() : new Look.Changed(stored);
  }

  private Look notTaken() {
    return failure.<Look>map(Look.Away::new).orElseGet(Look.TooSoon::new);
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
      VerificationSecrets fresh = stored();
      known = Optional.of(new Known(fresh, now));
      failure = Optional.empty();
      return fresh;
    } catch (Unavailable e) {
      failure = Optional.of(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private VerificationSecrets stored() {
    try {
      return VerificationSecrets.parse(source.get());
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
