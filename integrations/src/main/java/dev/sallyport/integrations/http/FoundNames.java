package dev.sallyport.integrations.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was found by a name, in whatever case, kept for five minutes. A name that is unknown is
 * asked for again each time.
 */
public final class FoundNames<T> {
  private static final Duration FRESH = Duration.ofMinutes(5);

  private record Known<T>(T value, Instant until) {}

  private final Function<String, Reply<Optional<T>>> ask;
  private final InstantSource clock;
  private final Map<String, Known<T>> known = new ConcurrentHashMap<>();

  public FoundNames(Function<String, Reply<Optional<T>>> ask, InstantSource clock) {
    this.ask = ask;
    this.clock = clock;
  }

  /** Asks, unless it is known. */
  public Reply<Optional<T>> find(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    Known<T> cached = known.get(key);
    if (cached != null && clock.instant().isBefore(cached.until())) {
      return new Reply.Ok<>(Optional.of(cached.value()));
    }
    Reply<Optional<T>> reply = ask.apply(name);
    if (reply instanceof Reply.Ok<Optional<T>>(Optional<T> found)) {
      found.ifPresent(value -> known.put(key, new Known<>(value, clock.instant().plus(FRESH))));
    }
    return reply;
  }
}
