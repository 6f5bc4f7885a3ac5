package dev.sallyport.poller;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the poller is. Written by its own threads, read by whoever asks. */
final class Vitals {
  private static final Duration SILENCE = Duration.ofMinutes(3);

  private final InstantSource clock;
  private volatile boolean connected;
  private volatile Instant heard;
  private volatile Instant identityEnds = Instant.MAX;
  private volatile @Nullable Stop stop;

  Vitals(InstantSource clock) {
    this.clock = clock;
    this.heard = clock.instant();
  }

  void connected(boolean now) {
    connected = now;
  }

  /** The cluster said something. */
  void heard() {
    heard = clock.instant();
  }

  void identityEnds(Instant end) {
    identityEnds = end;
  }

  void stopped(Stop why) {
    stop = why;
    connected = false;
  }

  boolean isConnected() {
    return connected;
  }

  Duration silence() {
    return Duration.between(heard, clock.instant());
  }

  /** Seconds until the identity ends, negative after; not a number before one was read. */
  double identityLeft() {
    Instant end = identityEnds;
    return end.equals(Instant.MAX)
        ? Double.NaN
        : Duration.between(clock.instant(), end).toSeconds();
  }

  /** One line about what is wrong; empty when nothing is. */
  Optional<String> illness() {
    Stop why = stop;
    if (why != null) {
      return Optional.of("stopped: " + why.kind());
    }
    if (!connected) {
      return Optional.of("not connected to Teleport");
    }
    return silence().compareTo(SILENCE) < 0
        ? Optional.empty()
        : Optional.of("nothing heard from Teleport for " + silence().toSeconds() + " s");
  }
}
