package dev.sallyport.core.decision;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hours of the week by the clock on a wall. Hours over midnight belong to the day on which they
 * begin.
 *
 * @param from the first moment
 * @param to the moment after the last; not after {@code from} = on the next day
 */
public record Hours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {
  public Hours {
    days = Set.copyOf(days);
  }

  boolean contain(Instant instant) {
    ZonedDateTime there = instant.atZone(zone);
    LocalTime time = there.toLocalTime();
    DayOfWeek day = there.getDayOfWeek();
    boolean begun = days.contains(day) && !time.isBefore(from);
    if (from.isBefore(to)) {
      return begun && time.isBefore(to);
    }
    return begun || (days.contains(day.minus(1)) && time.isBefore(to));
  }

  @Override
  public String toString() {
    String on =
        days.size() == DayOfWeek.values().length
            ? "daily"
            : Arrays.stream(DayOfWeek.values())
                .filter(days::contains)
                .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    return on
        + " "
        + from
        + "–"
        + (to.equals(LocalTime.MIDNIGHT) ? "24:00" : to.toString())
        + " "
        + zone;
  }
}
