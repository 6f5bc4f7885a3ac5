package dev.sallyport.integrations.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was read a short while ago; the oldest of more than 1000 is forgotten first. */
final class Recent<V> {
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int MOST = 1_000;

  private record Known<V>(V value, Instant at) {}

  private final InstantSource clock;
  private final Duration fresh;
  private final Map<String, Known<V>> known = new LinkedHashMap<>();

  /** Of the last 10 minutes. */
  Recent(InstantSource clock) {
    this(clock, FRESH);
  }

  Recent(InstantSource clock, Duration fresh) {
    this.clock = clock;
    this.fresh = fresh;
  }

  synchronized Optional<V> get(String key) {
    return Optional.ofNullable(known.get(key))
        .filter(it -> clock.instant().isBefore(it.at().plus(fresh)))
        .map(Known::value);
  }

  synchronized void put(String key, V value) {
    known.remove(key);
    known.put(key, new Known<>(value, clock.instant()));
    if (known.size() > MOST) {
      known.remove(known.keySet().iterator().next());
    }
  }
}
