package dev.sallyport.simulators.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Counts calls against the rate limits. Answers the seconds to wait, or nothing when free. */
final class Limiter {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int BURST = 3;

  private final RateLimits limits;
  private final InstantSource clock;
  private final Map<String, Deque<Instant>> calls = new HashMap<>();
  private final Map<String, Instant> channelFree = new HashMap<>();

  Limiter(RateLimits limits, InstantSource clock) {
    this.limits = limits;
    this.clock = clock;
  }

  synchronized OptionalLong method(String name, Tier tier) {
    if (!limits.perMethod()) {
      return OptionalLong.empty();
    }
    Instant now = clock.instant();
    Deque<Instant> recent = calls.computeIfAbsent(name, key -> new ArrayDeque<>());
    recent.removeIf(it -> !it.plus(MINUTE).isAfter(now));
    if (recent.size() >= tier.perMinute()) {
      return OptionalLong.of(wait(now, recent.getFirst().plus(MINUTE)));
    }
    recent.addLast(now);
    return OptionalLong.empty();
  }

  /** One message a second; the time by which a channel is ahead may reach the burst. */
  synchronized OptionalLong channel(String id) {
    if (!limits.perChannel()) {
      return OptionalLong.empty();
    }
    Instant now = clock.instant();
    Instant known = channelFree.getOrDefault(id, now);
    Instant free = known.isBefore(now) ? now : known;
    Instant allowed = free.minusSeconds(BURST - 1L);
    if (allowed.isAfter(now)) {
      return OptionalLong.of(wait(now, allowed));
    }
    channelFree.put(id, free.plusSeconds(1));
    return OptionalLong.empty();
  }

  private static long wait(Instant now, Instant until) {
    return Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
  }
}
