package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.oncall.OnCall.Shift;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class RotaTest {
  private static int level(String participants) {
    return find(participants).orElseThrow();
  }

  private static OptionalInt find(String participants) {
    List<Participant> all =
        OpsgenieJson.participants(OpsgenieTestBase.json("[" + participants + "]")).orElseThrow();
    return new Rota("s1", "Night", true, all).level(one -> one.id().equals("alice"));
  }

  private static String user(String more) {
    return "{'id': 'alice', 'name': 'a', 'type': 'user'" + more + "}";
  }

  private static String escalation(String... steps) {
    return "{'id': 'e', 'type': 'escalation', 'onCallParticipants': ["
        + String.join(", ", steps)
        + "]}";
  }

  private static String other(int after) {
    return "{'id': 'bob', 'type': 'user', 'escalationTime': " + after + "}";
  }

  @Test
  void whomTheScheduleNamesIsAlertedAtOnce() {
    assertThat(level(user(""))).isEqualTo(1);
    assertThat(level(user(", 'forwardedFrom': {'id': 'bob', 'type': 'user'}"))).isEqualTo(1);
  }

  @Test
  void anEscalationReachesItsStepsInTheirOrder() {
    assertThat(level(escalation(user(", 'escalationTime': 0"), other(5)))).isEqualTo(1);
    assertThat(level(escalation(user(", 'escalationTime': 5"), other(0)))).isEqualTo(2);
    assertThat(level(escalation(other(5), other(0), other(5), user(", 'escalationTime': 30"))))
        .isEqualTo(3);
  }

  @Test
  void anEscalationWhoseFirstStepIsNotShownHasNoKnownLevels() {
    assertThat(level(escalation(user(", 'escalationTime': 5"), other(10))))
        .isEqualTo(Shift.UNKNOWN_LEVEL);
  }

  @Test
  void oneThatCannotBeReadMakesAllUnreadable() {
    for (String odd : List.of("{'type': 'user'}", "{'id': 'bob'}", "null", "7")) {
      assertThat(
              OpsgenieJson.participants(
                  OpsgenieTestBase.json("[" + escalation(odd, user("")) + "]")))
          .as(odd)
          .isEmpty();
    }
  }

  @Test
  void theLowestLevelCounts() {
    assertThat(level(escalation(other(0), user(", 'escalationTime': 5")) + ", " + user("")))
        .isEqualTo(1);
  }

  @Test
  void stepsWithoutATimeHaveNoKnownLevel() {
    assertThat(level(escalation(user("")))).isEqualTo(Shift.UNKNOWN_LEVEL);
    assertThat(level(escalation(user(", 'escalationTime': 0"), "{'id': 'bob', 'type': 'user'}")))
        .as("the others' order is not known")
        .isEqualTo(Shift.UNKNOWN_LEVEL);
    assertThat(level(escalation(user(", 'escalationTime': '0'"))))
        .as("a text is no time")
        .isEqualTo(Shift.UNKNOWN_LEVEL);
  }

  @Test
  void aTeamsPeopleHaveNoKnownLevel() {
    String team = "{'id': 't', 'type': 'team', 'onCallParticipants': [" + user("") + "]}";
    assertThat(level(team)).isEqualTo(Shift.UNKNOWN_LEVEL);
    assertThat(
            level(
                escalation(
                    "{'id': 't', 'type': 'team', 'escalationTime': 0, 'onCallParticipants': ["
                        + user("")
                        + "]}")))
        .isEqualTo(Shift.UNKNOWN_LEVEL);
  }

  @Test
  void onlyUsersArePeople() {
    assertThat(find("{'id': 'alice', 'type': 'team'}")).isEmpty();
    assertThat(find("{'id': 'alice', 'type': 'USER'}")).isEmpty();
    assertThat(find("{'id': 'alice', 'type': 'schedule'}")).isEmpty();
    assertThat(find("")).isEmpty();
  }

  @Test
  void theNextOnCallIsNotOnCall() {
    assertThat(find(escalation(user(", 'escalationTime': 0, 'notifyType': 'next'")))).isEmpty();
    assertThat(find(escalation(user(", 'escalationTime': 0, 'notifyType': 'default'"))))
        .hasValue(1);
  }

  @Test
  void whoIsTooDeepCountsAsNobody() {
    String nested = user("");
    for (int i = 0; i < 4; i++) {
      nested = "{'id': 't', 'type': 'team', 'onCallParticipants': [" + nested + "]}";
    }
    assertThat(find(nested)).isPresent();
    assertThat(find("{'id': 't', 'type': 'team', 'onCallParticipants': [" + nested + "]}"))
        .isEmpty();
  }
}
