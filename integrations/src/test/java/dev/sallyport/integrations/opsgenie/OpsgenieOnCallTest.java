package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.oncall.OnCall.Question;
import dev.sallyport.core.oncall.OnCall.Shift;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OpsgenieOnCallTest extends OpsgenieTestBase {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant CREATED = NOW.minusSeconds(60);

  private final List<String> skipped = new ArrayList<>();
  private final ScheduleOnCall onCall =
      ScheduleOnCall.opsgenie(
          opsgenie, "teleport.dev/schedules", denied::incrementAndGet, skipped::add);

  private Answer ask(String user, String... schedules) {
    return onCall.ask(new Question(user, List.of(schedules), NOW, Optional.of(CREATED)));
  }

  private static String rota(String schedule, String... participants) {
    return data(
        "{'_parent': {'id': 's', 'name': '"
            + schedule
            + "', 'enabled': true}, 'onCallParticipants': ["
            + String.join(", ", participants)
            + "]}");
  }

  private static String user(String name) {
    return "{'id': 'u-" + name + "', 'name': '" + name + "', 'type': 'user'}";
  }

  private static Answer shift(String schedule, int level) {
    return new Answer.OnShift(
        List.of(new Shift(schedule, level, Optional.empty(), Optional.empty())));
  }

  @Test
  void whoIsOnCallThenAndNowIsOnShift() {
    String rota = rota("Night", user("bob@example.com"), user("Alice@Example.com"));
    server.answers(200, rota).answers(200, rota);

    assertThat(ask("alice@example.com", "night")).isEqualTo(shift("night", 1));

    assertThat(server.seen().getFirst().query()).endsWith("date=2026-11-20T11:59:00+00:00");
    assertThat(server.seen().getLast().query()).endsWith("date=2026-11-20T12:00:00+00:00");
  }

  @Test
  void aRequestMadeBeforeTheShiftIsNotForIt() {
    server
        .answers(200, rota("Night", user("bob@example.com")))
        .answers(200, rota("Night", user("alice@example.com")));
    assertThat(ask("alice@example.com", "Night"))
        .isEqualTo(new Answer.NotOnCall("not on call for Night since the request was made"));
  }

  @Test
  void aShiftThatEndedMeanwhileDoesNotCount() {
    server
        .answers(200, rota("Night", user("alice@example.com")))
        .answers(200, rota("Night", user("bob@example.com")));
    assertThat(ask("alice@example.com", "Night")).isInstanceOf(Answer.NotOnCall.class);
  }

  @Test
  void theHigherLevelOfBothTimesCounts() {
    String second =
        "{'id': 'e', 'type': 'escalation', 'onCallParticipants': [{'id': 'x', 'name': 'x', 'type':"
            + " 'user', 'escalationTime': 0}, {'id': 'u-alice@example.com', 'name':"
            + " 'alice@example.com', 'type': 'user', 'escalationTime': 5}]}";
    server
        .answers(200, rota("Night", second))
        .answers(200, rota("Night", user("alice@example.com")));
    assertThat(ask("alice@example.com", "Night")).isEqualTo(shift("Night", 2));
  }

  @Test
  void withoutTheTimeOfTheRequestNobodyIsOnCall() {
    assertThat(onCall.ask(new Question("alice@example.com", List.of("Night"), NOW)))
        .isInstanceOf(Answer.NotOnCall.class);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void aUserNameThatIsNoAddressIsNobodyAndCostsNoCall() {
    assertThat(ask("alice", "Night")).isInstanceOf(Answer.NotOnCall.class);
    assertThat(ask("\u212Aate@example.com", "Night")).isInstanceOf(Answer.NotOnCall.class);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void alikeIsNotTheSame() {
    String rota = rota("Night", user("alice@example.com.evil.example"), user("xalice@example.com"));
    server.answers(200, rota).answers(200, rota);
    assertThat(ask("alice@example.com", "Night")).isInstanceOf(Answer.NotOnCall.class);
  }

  @Test
  void aBadScheduleStopsNoOther() {
    String rota = rota("Night", user("alice@example.com"));
    server.answers(500, "").answers(200, rota).answers(200, rota);
    assertThat(ask("alice@example.com", "Day", "Night")).isEqualTo(shift("Night", 1));
    assertThat(skipped).singleElement().asString().startsWith("Day: ");
  }

  @Test
  void aBadScheduleAloneIsUnknownAndNeverYesOrNo() {
    String rota = rota("Night", user("bob@example.com"));
    server.answers(500, "").answers(200, rota).answers(200, rota);
    assertThat(ask("alice@example.com", "Day", "Night"))
        .isInstanceOfSatisfying(
            Answer.Unknown.class, unknown -> assertThat(unknown.why()).startsWith("Day: "));
    assertThat(skipped).isEmpty();
  }

  @Test
  void anErrorAtOneOfTheTwoTimesIsUnknown() {
    server.answers(200, rota("Night", user("alice@example.com"))).answers(429, "");
    assertThat(ask("alice@example.com", "Night")).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void aScheduleThatIsNotThereIsNobodysDuty() {
    server.answers(404, "{'message': 'No schedule exists'}");
    assertThat(ask("alice@example.com", "Night"))
        .isEqualTo(new Answer.NotOnCall("Opsgenie has no enabled schedule Night"));
  }

  @Test
  void aScheduleThatIsOffIsNobodysDuty() {
    String off =
        data(
            "{'_parent': {'name': 'Night', 'enabled': false}, 'onCallParticipants': ["
                + user("alice@example.com")
                + "]}");
    server.answers(200, off).answers(200, off);
    assertThat(ask("alice@example.com", "Night")).isInstanceOf(Answer.NotOnCall.class);
  }

  @Test
  void aRefusedKeyIsTold() {
    server.answers(403, "{'message': 'You are not authorized.', 'code': 40301}");
    assertThat(ask("alice@example.com", "Night")).isInstanceOf(Answer.Unknown.class);
    assertThat(denied).hasValue(1);
  }
}
