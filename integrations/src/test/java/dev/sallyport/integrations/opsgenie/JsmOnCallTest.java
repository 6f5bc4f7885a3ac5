package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.oncall.OnCall.Question;
import dev.sallyport.core.oncall.OnCall.Shift;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class JsmOnCallTest extends OpsgenieTestBase {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final String NIGHT = "4513b7ea-3b91-438f-b7e4-e3e54af9147c";

  private Answer ask(String user, Map<String, String> accounts) {
    return ScheduleOnCall.jsm(
            jsm, "teleport.dev/schedules", accounts, denied::incrementAndGet, _ -> {})
        .ask(new Question(user, List.of(NIGHT), NOW, Optional.of(NOW.minusSeconds(60))));
  }

  /** The same at both times. */
  private void onCall(String... ids) {
    String all =
        List.of(ids).stream()
            .map(id -> "{'id': '" + id + "', 'type': 'user'}")
            .collect(Collectors.joining(", ", "{'onCallParticipants': [", "]}"));
    server.answers(200, all).answers(200, all);
  }

  private void account(String id, String email) {
    server.answers(
        200,
        "{'accountId': '%s', 'accountType': 'atlassian', 'active': true, 'emailAddress': '%s'}"
            .formatted(id, email));
  }

  private static Answer onShift() {
    return new Answer.OnShift(List.of(new Shift(NIGHT, 1, Optional.empty(), Optional.empty())));
  }

  @Test
  void anAccountIsWhoseAddressItShows() {
    onCall("a", "b");
    account("a", "bob@example.com");
    account("b", "Alice@Example.com");
    assertThat(ask("alice@example.com", Map.of())).isEqualTo(onShift());
  }

  @Test
  void aConfiguredAccountNeedsNoAddress() {
    onCall("a", "b");
    assertThat(ask("alice", Map.of("b", "alice"))).isEqualTo(onShift());
    assertThat(server.seen()).as("no look-up of people").hasSize(2);
  }

  @Test
  void aConfiguredNameIsExact() {
    onCall("b");
    assertThat(ask("Alice", Map.of("b", "alice"))).isInstanceOf(Answer.NotOnCall.class);
  }

  @Test
  void theConfigurationOverrulesTheAddress() {
    onCall("a");
    assertThat(ask("alice@example.com", Map.of("a", "bob", "z", "alice@example.com")))
        .isInstanceOf(Answer.NotOnCall.class);
    onCall("a");
    assertThat(ask("alice@example.com", Map.of("a", "bob")))
        .as("somebody else's account is not looked at")
        .isInstanceOf(Answer.NotOnCall.class);
    assertThat(server.seen()).hasSize(4);
  }

  @Test
  void aHiddenAddressIsNobodysAndTheAnswerSaysSo() {
    onCall("a");
    account("a", "");
    assertThat(ask("alice@example.com", Map.of()))
        .isInstanceOfSatisfying(
            Answer.NotOnCall.class,
            no ->
                assertThat(no.why())
                    .contains("account a shows no e-mail address")
                    .contains("opsgenie.jsm.accounts"));
  }

  @Test
  void anAccountIdIsNoName() {
    onCall("alice@example.com");
    account("alice@example.com", "bob@example.com");
    assertThat(ask("alice@example.com", Map.of())).isInstanceOf(Answer.NotOnCall.class);
  }

  @Test
  void aPersonWhoCannotBeReadLeavesTheAnswerOpen() {
    onCall("a", "b");
    server.answers(500, "");
    account("b", "bob@example.com");
    assertThat(ask("alice@example.com", Map.of())).isInstanceOf(Answer.Unknown.class);
  }

  @Test
  void aPersonWhoCannotBeReadStopsNoOther() {
    onCall("a", "b");
    server.answers(500, "");
    account("b", "alice@example.com");
    assertThat(ask("alice@example.com", Map.of())).isEqualTo(onShift());
  }

  @Test
  void anAbsentScheduleIsNobodysDuty() {
    server.answers(404, "");
    assertThat(ask("alice@example.com", Map.of()))
        .isEqualTo(new Answer.NotOnCall("JSM Operations has no enabled schedule " + NIGHT));
  }

  @Test
  void peopleAreLookedUpToABound() {
    onCall(IntStream.range(0, 30).mapToObj(i -> "a" + i).toArray(String[]::new));
    for (int i = 0; i < 20; i++) {
      account("a" + i, "bob@example.com");
    }
    assertThat(ask("alice@example.com", Map.of()))
        .isInstanceOfSatisfying(
            Answer.NotOnCall.class, no -> assertThat(no.why()).contains("10 more people"));
  }

  @Test
  void aNameThatNobodyCouldBearCostsNoCall() {
    assertThat(ask("alice", Map.of("a", "bob"))).isInstanceOf(Answer.NotOnCall.class);
    assertThat(server.seen()).isEmpty();
  }
}
