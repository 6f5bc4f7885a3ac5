package dev.sallyport.integrations.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.notice.Destination.Adoption;
import dev.sallyport.core.notice.Notice;
import dev.sallyport.core.request.Outcome;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GoEntryTest {
  private static final Instant CREATED = Instant.ofEpochSecond(1_700_000_000);

  /** All nine keys are always written; empty ones are then deleted by Teleport. */
  private static Map<String, String> entry(String incident, String resolution) {
    Map<String, String> entry = new HashMap<>();
    entry.put("user", "alice@example.com");
    entry.put("roles", "editor,auditor");
    entry.put("created", "1700000000");
    entry.put("reviews_count", "2");
    entry.put("service_id", "PSVC001");
    if (!incident.isEmpty()) {
      entry.put("incident_id", incident);
    }
    if (!resolution.isEmpty()) {
      entry.put("resolution", resolution);
    }
    return entry;
  }

  @Test
  void takesTheIncidentAsItStands() {
    assertThat(GoEntry.adopt(entry("PINC001", ""), CREATED))
        .isEqualTo(
            new Adoption.Take(List.of(Notice.adopted("PSVC001", "PINC001", 2, Optional.empty()))));
  }

  @Test
  void knowsWhatWasTold() {
    for (Outcome outcome :
        List.of(Outcome.APPROVED, Outcome.DENIED, Outcome.EXPIRED, Outcome.PROMOTED)) {
      String word = outcome.name().toLowerCase(java.util.Locale.ROOT);
      assertThat(GoEntry.adopt(entry("PINC001", word), CREATED))
          .isEqualTo(
              new Adoption.Take(
                  List.of(Notice.adopted("PSVC001", "PINC001", 2, Optional.of(outcome)))));
    }
  }

  @Test
  void waitsTwoMinutesForAnIncidentThatMayStillBeOpened() {
    assertThat(GoEntry.adopt(entry("", ""), CREATED.plusSeconds(119)))
        .isEqualTo(new Adoption.Later(CREATED.plusSeconds(120)));
    assertThat(GoEntry.adopt(entry("", ""), CREATED.plusSeconds(120)))
        .isEqualTo(new Adoption.Take(List.of()));
  }

  @Test
  void aTimeThatCannotBeIsNoReasonToWait() {
    for (String odd : List.of("99999999999999999", "1700000000000", "-1")) {
      Map<String, String> entry = entry("", "");
      entry.put("created", odd);
      assertThat(GoEntry.adopt(entry, CREATED)).as(odd).isEqualTo(new Adoption.Take(List.of()));
    }
  }

  @Test
  void survivesWhatIsNoNumber() {
    Map<String, String> odd = entry("PINC001", "");
    odd.put("reviews_count", "many");
    odd.put("created", "yesterday");
    assertThat(GoEntry.adopt(odd, CREATED))
        .isEqualTo(
            new Adoption.Take(List.of(Notice.adopted("PSVC001", "PINC001", 0, Optional.empty()))));
  }
}
