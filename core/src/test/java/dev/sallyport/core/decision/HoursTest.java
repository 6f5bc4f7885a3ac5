package dev.sallyport.core.decision;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HoursTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Hours hours(Set<DayOfWeek> days, String from, String to) {
    return new Hours(days, LocalTime.parse(from), LocalTime.parse(to), BERLIN);
  }

  private static boolean at(Hours hours, String instant) {
    return hours.contain(Instant.parse(instant));
  }

  @Test
  void areThoseOfTheClockOnTheWall() {
    Hours office = hours(EnumSet.of(MONDAY), "08:00", "18:00");
    assertThat(at(office, "2026-01-05T07:00:00Z")).as("08:00 in winter").isTrue();
    assertThat(at(office, "2026-01-05T06:59:59.999Z")).isFalse();
    assertThat(at(office, "2026-07-06T06:00:00Z")).as("08:00 in summer").isTrue();
    assertThat(at(office, "2026-07-06T15:59:59.999Z")).isTrue();
    assertThat(at(office, "2026-07-06T16:00:00Z")).as("18:00").isFalse();
    assertThat(at(office, "2026-07-07T10:00:00Z")).as("a Tuesday").isFalse();
  }

  @Test
  void overMidnightBelongToTheDayOnWhichTheyBegin() {
    Hours night = hours(EnumSet.of(FRIDAY), "22:00", "06:00");
    assertThat(at(night, "2026-01-09T21:00:00Z")).as("Friday 22:00").isTrue();
    assertThat(at(night, "2026-01-09T22:59:59Z")).as("Friday 23:59").isTrue();
    assertThat(at(night, "2026-01-10T04:59:59Z")).as("Saturday 05:59").isTrue();
    assertThat(at(night, "2026-01-10T05:00:00Z")).as("Saturday 06:00").isFalse();
    assertThat(at(night, "2026-01-10T21:30:00Z")).as("Saturday 22:30").isFalse();
    assertThat(at(night, "2026-01-09T03:00:00Z")).as("Friday 04:00").isFalse();
    assertThat(at(night, "2026-01-09T20:59:59Z")).as("Friday 21:59").isFalse();
  }

  @Test
  void mayLastAWholeDay() {
    Hours sunday = hours(EnumSet.of(SUNDAY), "00:00", "00:00");
    assertThat(at(sunday, "2026-01-10T23:00:00Z")).as("Sunday 00:00").isTrue();
    assertThat(at(sunday, "2026-01-11T22:59:59Z")).isTrue();
    assertThat(at(sunday, "2026-01-11T23:00:00Z")).as("Monday 00:00").isFalse();
    assertThat(at(sunday, "2026-01-10T22:59:59Z")).as("Saturday 23:59").isFalse();
  }

  @Test
  void tellThemselves() {
    assertThat(hours(EnumSet.of(FRIDAY, MONDAY), "22:00", "00:00"))
        .hasToString("mon fri 22:00–24:00 Europe/Berlin");
    assertThat(hours(EnumSet.allOf(DayOfWeek.class), "08:30", "12:00"))
        .hasToString("daily 08:30–12:00 Europe/Berlin");
  }
}
