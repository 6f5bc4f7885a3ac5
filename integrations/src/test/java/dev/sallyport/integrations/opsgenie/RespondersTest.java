package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RespondersTest {
  @Test
  void readsWell() {
    assertThat(Responders.of(List.of("team:Ops", "schedule:Night, late", "schedule:Day")).joined())
        .isEqualTo("responders schedule:Day, schedule:Night\\, late, team:Ops");
  }

  @Test
  void whatBearsNoKindIsASchedule() {
    assertThat(Responders.of(List.of(" Night ", "schedule:Night", "team: ", "")).all())
        .containsExactly(new Responder(Responder.Type.SCHEDULE, "Night"));
  }

  @Test
  void aUuidIsAnId() {
    assertThat(Responder.isId("4513B7EA-3b91-438f-b7e4-e3e54af9147c")).isTrue();
    assertThat(Responder.isId("4513b7ea-3b91-438f-b7e4-e3e54af9147")).isFalse();
    assertThat(Responder.isId("x4513b7ea-3b91-438f-b7e4-e3e54af9147c")).isFalse();
  }
}
