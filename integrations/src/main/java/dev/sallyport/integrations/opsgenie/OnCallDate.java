package dev.sallyport.integrations.opsgenie;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A time as both products want it: {@code 2017-01-15T08:00:00+00:00}. */
final class OnCallDate {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

  private OnCallDate() {}

  /** Without its fraction of a second, so never later. */
  static String of(Instant at) {
    return FORMAT.format(at);
  }
}
