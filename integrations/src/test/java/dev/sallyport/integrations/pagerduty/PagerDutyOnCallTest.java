package dev.sallyport.integrations.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.oncall.OnCall.Question;
import dev.sallyport.core.oncall.OnCall.Shift;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PagerDutyOnCallTest extends PagerDutyClientTestBase {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String END = ", 'limit': 100, 'offset': 0, 'more': false, 'total': null}";
  private static final String SERVICES =
      "{'services': [{'id': 'PSVC001', 'name': 'Payments', 'escalation_policy': {'id': 'PPOL001',"
          + " 'type': 'escalation_policy_reference'}}]"
          + END;
  private static final String USERS =
      "{'users': [{'id': 'PUSR001', 'type': 'user', 'name': 'Alice', 'email':"
          + " 'Alice@Example.com'}]"
          + END;

  private final AtomicInteger denied = new AtomicInteger();
  private final PagerDutyOnCall onCall =
      new PagerDutyOnCall(client, "pagerduty_services", denied::incrementAndGet, () -> NOW);

  private Answer ask(String user) {
    return onCall.ask(new Question(user, List.of("payments"), NOW));
  }

  private static String duty(String user, String type, String policy, String start, String end) {
    return "{'oncalls': [{'user': {'id': '%s', 'type': '%s'}, 'escalation_policy': {'id': '%s'}, 'escalation_level': 2, 'schedule': null, 'start': %s, 'end': %s}]"
            .formatted(user, type, policy, start, end)
        + END;
  }

  private Answer withDuty(String duty) {
    server.answers(200, SERVICES).answers(200, USERS).answers(200, duty);
    return ask("alice@example.com");
  }

  @Test
  void findsTheShift() {
    assertThat(
            withDuty(
                duty(
                    "PUSR001",
                    "user_reference",
                    "PPOL001",
                    "'2026-11-20T08:00:00Z'",
                    "'2026-11-20T20:00:00Z'")))
        .isEqualTo(
            new Answer.OnShift(
                List.of(
                    new Shift(
                        "Payments",
                        2,
                        Optional.of(Instant.parse("2026-11-20T08:00:00Z")),
                        Optional.of(Instant.parse("2026-11-20T20:00:00Z"))))));
  }

  @Test
  void aPermanentDutyHasNoEnds() {
    assertThat(withDuty(duty("PUSR001", "user_reference", "PPOL001", "null", "null")))
        .isEqualTo(
            new Answer.OnShift(
                List.of(new Shift("Payments", 2, Optional.empty(), Optional.empty()))));
  }

  @Test
  void aLyingAnswerIsNoDuty() {
    assertThat(withDuty(duty("PUSR002", "user_reference", "PPOL001", "null", "null")))
        .isInstanceOf(Answer.NotOnCall.class);
    server
        .answers(200, USERS)
        .answers(200, duty("PUSR001", "user_reference", "PPOL002", "null", "null"));
    assertThat(ask("alice@example.com")).isInstanceOf(Answer.NotOnCall.class);
    server
        .answers(200, USERS)
        .answers(200, duty("PUSR001", "bot_user_reference", "PPOL001", "null", "null"));
    assertThat(ask("alice@example.com")).isInstanceOf(Answer.NotOnCall.class);
    server
        .answers(200, USERS)
        .answers(
            200,
            duty(
                "PUSR001",
                "user_reference",
                "PPOL001",
                "'2026-11-19T08:00:00Z'",
                "'2026-11-20T11:59:59Z'"));
    assertThat(ask("alice@example.com"))
        .as("a shift that is over")
        .isInstanceOf(Answer.NotOnCall.class);
  }

  @Test
  void aUserNameThatIsNoAddressIsNobodyAndCostsNoCall() {
    assertThat(ask("alice")).isInstanceOf(Answer.NotOnCall.class);
    assertThat(ask("Alice <alice@example.com>")).isInstanceOf(Answer.NotOnCall.class);
    assertThat(ask("\u212Aate@example.com"))
        .as("a letter that looks like K")
        .isInstanceOf(Answer.NotOnCall.class);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void somebodyWhomPagerDutyDoesNotKnowIsNotOnCall() {
    server.answers(200, SERVICES).answers(200, "{'users': []" + END);
    assertThat(ask("alice@example.com")).isInstanceOf(Answer.NotOnCall.class);
  }

  @Test
  void anUnknownServiceIsNobodysDuty() {
    server.answers(200, "{'services': []" + END).answers(200, "{'services': []" + END);
    assertThat(ask("alice@example.com")).isInstanceOf(Answer.NotOnCall.class);
  }

  @Test
  void aFailureIsUnknownAndNeverNo() {
    server.answers(500, "");
    assertThat(ask("alice@example.com")).isInstanceOf(Answer.Unknown.class);
    server.answers(200, SERVICES).answers(429, "");
    assertThat(ask("alice@example.com")).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void aRefusedKeyIsTold() {
    server.answers(401, "{'error': {'message': 'Authentication failed', 'code': 2006}}");
    assertThat(ask("alice@example.com")).isInstanceOf(Answer.Unknown.class);
    assertThat(denied).hasValue(1);
  }
}
