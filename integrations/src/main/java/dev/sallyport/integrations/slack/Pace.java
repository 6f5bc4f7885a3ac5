package dev.sallyport.integrations.slack;

import dev.sallyport.integrations.http.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps this process within Slack's rates: one token bucket per method, for posting one per
 * channel. Other processes share the same limits, so that a 429 still comes at times; it closes its
 * bucket for as long as Slack says.
 */
final class Pace {
  /** A wait of up to this long is slept; a longer one is the caller's to plan. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** As far ahead as a bucket can be; farther means that the clock was set back. */
  private static final Duration LONGEST_CLOSURE = Duration.ofHours(1);

  private static final int MOST_BUCKETS = 1_000;

  private record Key(Method method, String scope) {}

  /**
   * @param next when the bucket is full again: each call takes it one interval farther
   * @param closedUntil what Slack demanded
   */
  private record Bucket(Instant next, Instant closedUntil) {
    boolean idle(Instant now) {
      return !next.isAfter(now) && !closedUntil.isAfter(now);
    }
  }

  private final InstantSource clock;
  private final Pause pause;
  private final Map<Key, Bucket> buckets = new HashMap<>();

  Pace(InstantSource clock, Pause pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * Takes a place, after a short pause if need be.
   *
   * @param scope the channel for methods limited by channel
   * @return how long to wait where that is too long to pause; then no place is taken
   */
  Optional<Duration> enter(Method method, String scope) {
    Duration wait = reserve(new Key(method, scope(method, scope)), method);
    if (wait.compareTo(LONGEST_PAUSE) > 0) {
      return Optional.of(wait);
    }
    if (wait.isPositive()) {
      pause.pause(wait);
    }
    return Optional.empty();
  }

  /** Slack refused a call: nothing is sent there for so long, at most an hour. */
  synchronized void close(Method method, String scope, Duration length) {
    Instant now = clock.instant();
    Key key = new Key(method, scope(method, scope));
    Duration most = length.compareTo(LONGEST_CLOSURE) > 0 ? LONGEST_CLOSURE : length;
    buckets.put(key, new Bucket(bucket(key, now).next(), now.plus(most)));
  }

  private synchronized Duration reserve(Key key, Method method) {
    Instant now = clock.instant();
    forgetIdle(now);
    Bucket bucket = bucket(key, now);
    Duration ahead = method.interval().multipliedBy(method.burst() - 1L);
    Instant turn = latest(bucket.next().minus(ahead), bucket.closedUntil());
    Duration wait = turn.isAfter(now) ? Duration.between(now, turn) : Duration.ZERO;
    if (wait.compareTo(LONGEST_PAUSE) <= 0) {
      Instant at = latest(bucket.next(), now.plus(wait));
      buckets.put(key, new Bucket(at.plus(method.interval()), bucket.closedUntil()));
    }
    return wait;
  }

  private Bucket bucket(Key key, Instant now) {
    Bucket known = buckets.getOrDefault(key, new Bucket(now, now));
    Instant farthest = now.plus(LONGEST_CLOSURE);
    return known.next().isAfter(farthest) || known.closedUntil().isAfter(farthest)
        ? new Bucket(now, now)
        : known;
  }

  private void forgetIdle(Instant now) {
    if (buckets.size() >= MOST_BUCKETS) {
      buckets.values().removeIf(bucket -> bucket.idle(now));
    }
  }

  private static String scope(Method method, String scope) {
    return method == Method.POST_MESSAGE ? scope : "";
  }

  private static Instant latest(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
