package dev.sallyport.simulators.slack;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Slack's message ids: seconds, a point, six digits; unique and increasing per workspace. */
final class Timestamps {
  private final InstantSource clock;
  private long lastMicros;

  Timestamps(InstantSource clock) {
    this.clock = clock;
  }

  synchronized String next() {
    Instant now = clock.instant();
    long micros =
        TimeUnit.SECONDS.toMicros(now.getEpochSecond())
            + TimeUnit.NANOSECONDS.toMicros(now.getNano());
    lastMicros = Math.max(micros, lastMicros + 1);
    return String.format(Locale.ROOT, "%d.%06d", lastMicros / 1_000_000, lastMicros % 1_000_000);
  }

  static Instant instant(String ts) {
    String[] parts = ts.split("\\.", 2);
    return Instant.ofEpochSecond(Long.parseLong(parts[0]), Long.parseLong(parts[1]) * 1_000);
  }

  static boolean valid(String ts) {
    return ts.matches("\\d{1,12}\\.\\d{6}");
  }

  /** Compares two timestamps; an incomplete one, such as whole seconds, counts as zero micros. */
  static int compare(String one, String other) {
    return new BigDecimal(one).compareTo(new BigDecimal(other));
  }
}
