package dev.sallyport.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.rule.Schedule.Shift;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
  private static Schedule schedule(String timezone, Shift... shifts) {
    return new Schedule("nights", List.of(shifts), timezone);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T08:00:00Z, true",
    "2026-11-20T16:00:00Z, true",
    "2026-11-20T07:59:59Z, false",
    "2026-11-20T16:00:01Z, false",
    "2026-11-21T10:00:00Z, false",
  })
  void coversTheShiftInItsOwnZone(String at, boolean covered) {
    Schedule friday = schedule("Europe/Berlin", new Shift("Friday", "09:00", "17:00"));
    assertThat(friday.covers(Instant.parse(at))).isEqualTo(covered);
  }

  @Test
  void withoutAZoneItIsUtcAndAnyShiftCounts() {
    Schedule days =
        schedule("", new Shift("monday", "0:00", "23:59"), new Shift("FRIDAY", "10:00", "10:30"));
    assertThat(days.covers(Instant.parse("2026-11-20T10:15:00Z"))).isTrue();
    assertThat(days.covers(Instant.parse("2026-11-20T11:15:00Z"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "Moon/Sea, Friday, 09:00, 17:00, 'the time zone \"Moon/Sea\"'",
    "'', Freitag, 09:00, 17:00, 'the weekday \"Freitag\"'",
    "'', Friday, 9am, 17:00, 'the time \"9am\"'",
    "'', Friday, 09:00, 17:00:30, 'the time \"17:00:30\"'",
    "'', Friday, 09:00, 24:00, 'the time \"24:00\"'",
    "'', Friday, 22:00, 06:00, 'a shift that ends before it starts, at \"06:00\" after \"22:00\"'",
  })
  void namesWhatItDoesNotUnderstand(
      String zone, String day, String start, String end, String part) {
    Schedule odd = schedule(zone, new Shift(day, start, end));
    assertThatThrownBy(() -> odd.covers(Instant.parse("2026-11-20T10:15:00Z")))
        .isInstanceOf(Unclear.class)
        .hasMessage("schedule \"nights\": " + part);
  }

  @Test
  void aScheduleOfAnotherSortIsNotUnderstood() {
    assertThatThrownBy(() -> schedule("").covers(Instant.EPOCH))
        .hasMessage("schedule \"nights\": no weekly shifts");
  }
}
