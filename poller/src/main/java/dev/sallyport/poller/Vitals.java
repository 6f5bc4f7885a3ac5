package dev.sallyport.poller;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.integrations.teleport.IdentityLife;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the poller is. Written by its own threads, read by whoever asks. */
final class Vitals {
  private static final Duration SILENCE = Duration.ofMinutes(3);

  private final InstantSource clock;
  private volatile boolean connected;
  private volatile Instant heard;
  private volatile Instant identityBegins = Instant.MIN;
  private volatile Instant identityEnds = Instant.MAX;
  private volatile @Nullable Duration roundTrip;
  private volatile @Nullable Stop stop;

  Vitals(InstantSource clock) {
    this.clock = clock;
    this.heard = clock.instant();
  }

  void connected(boolean now) {
    connected = now;
    if (!now) {
      roundTrip = null;
    }
  }

  /** The cluster said something. */
  void heard() {
    heard = clock.instant();
  }

  /** The cluster answered a ping that took so long. */
  void answered(Duration took) {
    heard();
    roundTrip = took;
  }

  void identity(Instant begins, Instant ends) {
    identityBegins = begins;
    identityEnds = ends;
  }

  void stopped(Stop why) {
    stop = why;
    connected(false);
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

  /** Which part of the identity's life is to come, 0 to 1; empty before one was read. */
  Optional<Double> identityLifeLeft() {
    Instant end = identityEnds;
    return end.equals(Instant.MAX)
        ? Optional.empty()
        : Optional.of(IdentityLife.left(identityBegins, end, clock.instant()));
  }

  /** All of it, to be counted. */
  List<Signal> signals() {
    return Stream.concat(
            Stream.of(connection()),
            identityLifeLeft().map(left -> IdentityLife.signal("read", left)).stream())
        .toList();
  }

  private Signal connection() {
    Signal said =
        Signal.info("", "poller-vitals", isConnected() ? "watching" : "no watch stands")
            .with("connected", isConnected() ? "1" : "0")
            .with("silence_seconds", Long.toString(Math.max(0, silence().toSeconds())));
    Duration took = roundTrip;
    return took == null
        ? said
        : said.with("round_trip_ms", String.format(Locale.ROOT, "%.3f", took.toNanos() / 1e6));
  }

  Health health() {
    return illness().map(Health::ill).orElse(Health.OK);
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
