package dev.sallyport.integrations.opsgenie;

import dev.sallyport.integrations.http.Pause;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Waits a little for what the API does later than it answers: four looks within three seconds. What
 * takes longer is found by the next try.
 */
final class Patience {
  private static final Duration LONGEST = Duration.ofSeconds(3);
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMillis(200),
          Duration.ofMillis(400),
          Duration.ofMillis(800),
          Duration.ofMillis(1500));

  private final Pause pause;
  private final InstantSource clock;

  Patience(Pause pause, InstantSource clock) {
    this.pause = pause;
    this.clock = clock;
  }

  /** The first that a look finds; empty when time is over. */
  <T> Optional<T> until(Supplier<Optional<T>> look) {
    Instant end = clock.instant().plus(LONGEST);
    for (Duration wait : WAITS) {
      if (clock.instant().plus(wait).isAfter(end)) {
        return Optional.empty();
      }
      pause.pause(wait);
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
