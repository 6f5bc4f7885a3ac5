package dev.sallyport.core.rule;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/**
 * Weekly shifts, as Teleport stores them.
 *
 * @param timezone a name of the IANA's; empty is UTC
 */
public record Schedule(String name, List<Shift> shifts, String timezone) {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("H:mm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

  /**
   * @param weekday its English name
   * @param start as {@code HH:mm}; both ends belong to the shift
   * @param end as {@code HH:mm}, of the same day
   */
  public record Shift(String weekday, String start, String end) {}

  public Schedule {
    shifts = List.copyOf(shifts);
  }

  /**
   * Whether a shift holds this time.
   *
   * @throws Unclear when that cannot be told
   */
  boolean covers(Instant instant) {
    if (shifts.isEmpty()) {
      throw unclear("no weekly shifts");
    }
    ZonedDateTime time = instant.atZone(zone());
    List<Span> spans = shifts.stream().map(this::span).toList();
    return spans.stream().anyMatch(span -> span.holds(time));
  }

  private ZoneId zone() {
    try {
      return timezone.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(timezone);
    } catch (DateTimeException e) {
      throw unclear("the time zone " + Quote.of(timezone));
    }
  }

  private Span span(Shift shift) {
    Span span = new Span(day(shift.weekday()), time(shift.start()), time(shift.end()));
    if (span.end().isBefore(span.start())) {
      throw unclear(
          "a shift that ends before it starts, at "
              + Quote.of(shift.end())
              + " after "
              + Quote.of(shift.start()));
    }
    return span;
  }

  private DayOfWeek day(String name) {
    try {
      return DayOfWeek.valueOf(name.strip().toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw unclear("the weekday " + Quote.of(name));
    }
  }

  private LocalTime time(String text) {
    try {
      return LocalTime.parse(text, CLOCK);
    } catch (DateTimeException e) {
      throw unclear("the time " + Quote.of(text));
    }
  }

  private Unclear unclear(String what) {
    return new Unclear("schedule " + Quote.of(name) + ": " + what);
  }

  private record Span(DayOfWeek day, LocalTime start, LocalTime end) {
    boolean holds(ZonedDateTime time) {
      LocalTime clock = time.toLocalTime();
      return time.getDayOfWeek() == day && !clock.isBefore(start) && !clock.isAfter(end);
    }
  }
}
