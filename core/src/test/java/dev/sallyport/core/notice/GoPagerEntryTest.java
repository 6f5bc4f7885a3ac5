package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.notice.Destination.Adoption;
import dev.sallyport.core.request.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GoPagerEntryTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private static Adoption adopt(Map<String, String> entry, Instant now) {
    return GoPagerEntry.adopt(entry, "incident_id", now);
  }

  @Test
  void anIncidentThatItNamesIsTakenAsItStands() {
    Adoption adoption =
        adopt(Map.of("incident_id", "Q1", "service_id", "PSVC", "reviews_count", "2"), NOW);
    assertThat(adoption)
        .isEqualTo(new Adoption.Take(List.of(Notice.adopted("PSVC", "Q1", 2, Optional.empty()))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"approved", "denied", "promoted", "expired", "APPROVED"})
  void anOutcomeThatItToldIsNotToldAgain(String resolution) {
    Adoption adoption =
        adopt(Map.of("incident_id", "Q1", "service_id", "PSVC", "resolution", resolution), NOW);
    Outcome outcome = Outcome.valueOf(resolution.toUpperCase(java.util.Locale.ROOT));
    assertThat(adoption)
        .isEqualTo(
            new Adoption.Take(List.of(Notice.adopted("PSVC", "Q1", 0, Optional.of(outcome)))));
  }

  @Test
  void anAlertHasNoService() {
    assertThat(GoPagerEntry.adopt(Map.of("alert_id", "A1", "service_id", ""), "alert_id", NOW))
        .isEqualTo(new Adoption.Take(List.of(Notice.adopted("A1", "A1", 0, Optional.empty()))));
    assertThat(GoPagerEntry.adopt(Map.of("incident_id", "Q1"), "alert_id", NOW))
        .as("another plugin's")
        .isEqualTo(new Adoption.Take(List.of()));
  }

  @Test
  void whileItMayBeAtWorkWeWait() {
    Adoption adoption = adopt(created(NOW.minusSeconds(30)), NOW);
    assertThat(adoption).isEqualTo(new Adoption.Later(NOW.plusSeconds(90)));
  }

  @Test
  void afterTwoMinutesWithoutAnIncidentWeLookForOurselves() {
    assertThat(adopt(created(NOW.minus(Duration.ofMinutes(2))), NOW))
        .isEqualTo(new Adoption.Take(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "99999999999",
        "31556889864403199",
        "9223372036854775807",
        "-9223372036854775808"
      })
  void aTimeThatCannotBeHoldsNothingUp(String created) {
    assertThat(adopt(Map.of("created", created), NOW)).isEqualTo(new Adoption.Take(List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "many", "-3", "99999999999"})
  void aNumberOfReviewsThatCannotBeIsNone(String count) {
    assertThat(adopt(Map.of("incident_id", "Q1", "service_id", "P", "reviews_count", count), NOW))
        .isEqualTo(new Adoption.Take(List.of(Notice.adopted("P", "Q1", 0, Optional.empty()))));
  }

  private static Map<String, String> created(Instant at) {
    return Map.of("created", Long.toString(at.getEpochSecond()));
  }
}
