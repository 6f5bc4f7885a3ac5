package dev.sallyport.simulators.pagerduty;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** PagerDuty's times: ISO 8601, whole seconds, UTC in answers. */
final class Times {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Times() {}

  static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** With milliseconds, as events tell it. */
  static String exact(Instant at) {
    return EXACT.format(at);
  }

  static Optional<Instant> parameter(Request request, String name) {
    return request.parameter(name).filter(text -> !text.isEmpty()).map(text -> parse(name, text));
  }

  static Instant plus(Instant at, Period period) {
    return at.atOffset(ZoneOffset.UTC).plus(period).toInstant();
  }

  private static Instant parse(String name, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw ApiError.invalid(name + " is not an ISO 8601 time.");
    }
  }
}
