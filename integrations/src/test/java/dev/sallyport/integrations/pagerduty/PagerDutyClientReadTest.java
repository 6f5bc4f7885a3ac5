package dev.sallyport.integrations.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.integrations.http.Listing;
import dev.sallyport.integrations.http.Reply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PagerDutyClientReadTest extends PagerDutyClientTestBase {
  private static final String END = ", 'limit': 100, 'offset': 0, 'more': false, 'total': null}";
  private static final String MORE = ", 'limit': 100, 'offset': 0, 'more': true, 'total': null}";
  private static final String SERVICE =
      """
      {'id': 'PSVC001', 'type': 'service', 'name': 'Payments', 'status': 'active', 'teams': [],
       'escalation_policy': {'id': 'PPOL001', 'type': 'escalation_policy_reference'}}\
      """;
  private static final String ALICE =
      "{'id': 'PUSR001', 'type': 'user', 'name': 'Alice', 'email': 'Alice@Example.com', 'role':"
          + " 'user'}";
  private static final String BOB =
      "{'id': 'PUSR002', 'type': 'user', 'name': 'Bob', 'email': 'bob@example.com', 'role':"
          + " 'user'}";
  private static final String DUTY =
      """
      {'user': {'id': 'PUSR001', 'type': 'user_reference', 'summary': 'Alice'},
       'schedule': {'id': 'PSCH001', 'type': 'schedule_reference', 'summary': 'Weekdays'},
       'escalation_policy': {'id': 'PPOL001', 'type': 'escalation_policy_reference'},
       'escalation_level': 1, 'start': '2026-11-20T08:00:00Z', 'end': '2026-11-20T20:00:00+01:00'}\
      """;

  @Test
  void readsAbilities() {
    server.answers(200, "{'abilities': ['teams', 'urgencies']}");

    assertThat(ok(client.abilities())).containsExactly("teams", "urgencies");
    assertThat(server.only().header("Authorization")).isEqualTo("Token token=" + KEY);
    assertThat(server.only().header("Accept"))
        .isEqualTo("application/vnd.pagerduty+json;version=2");
  }

  @Test
  void findsAServiceByNameInWhateverCase() {
    server.answers(200, "{'services': [" + SERVICE + "]" + END);

    assertThat(ok(client.serviceByName("payments")))
        .contains(new Service("PSVC001", "Payments", Optional.of("PPOL001")));
    assertThat(server.only().query()).isEqualTo("name=payments&limit=100&offset=0");
  }

  @Test
  void asksTheLooseFilterAfterAMiss() {
    server
        .answers(200, "{'services': []" + END)
        .answers(
            200,
            "{'services': ["
                + SERVICE.replace("Payments", "Payments EU")
                + ","
                + SERVICE
                + "]"
                + END);

    assertThat(ok(client.serviceByName("PAYMENTS"))).map(Service::name).contains("Payments");
    assertThat(server.seen().getLast().query()).startsWith("query=PAYMENTS&");
  }

  @Test
  void doesNotTakeALookAlikeService() {
    server
        .answers(200, "{'services': [" + SERVICE + "]" + END)
        .answers(200, "{'services': [" + SERVICE + "]" + END);

    assertThat(ok(client.serviceByName("Pay"))).isEmpty();
  }

  @Test
  void refusesTwoServicesOfOneName() {
    server.answers(
        200, "{'services': [" + SERVICE + "," + SERVICE.replace("PSVC001", "PSVC002") + "]" + END);

    assertThat(client.serviceByName("Payments")).isInstanceOf(Reply.Rejected.class);
  }

  @Test
  void findsAUserByMailAddressInWhateverCase() {
    server.answers(200, "{'users': [" + BOB + "," + ALICE + "]" + END);

    assertThat(ok(client.userByEmail("ALICE@example.com")))
        .contains(new User("PUSR001", "Alice", "Alice@Example.com"));
    assertThat(server.only().query()).startsWith("query=alice@example.com&");
  }

  @Test
  void takesNeitherLookAlikesNorOtherKindsOfUsers() {
    server.answers(
        200,
        "{'users': ["
            + ALICE.replace("Alice@Example.com", "malice@example.com")
            + ","
            + ALICE.replace("'user',", "'user_reference',")
            + "]"
            + END);

    assertThat(ok(client.userByEmail("alice@example.com"))).isEmpty();
  }

  @Test
  void looksOnLaterPages() {
    server
        .answers(200, "{'users': [" + BOB + "]" + MORE)
        .answers(200, "{'users': [" + ALICE + "]" + MORE);

    assertThat(ok(client.userByEmail("alice@example.com"))).map(User::id).contains("PUSR001");
    assertThat(server.seen())
        .extracting(it -> it.query().replaceAll(".*&", ""))
        .containsExactly("offset=0", "offset=100");
  }

  @Test
  void stopsAtAnEmptyPageThatClaimsMore() {
    server.answers(200, "{'users': [" + BOB + "]" + MORE).answers(200, "{'users': []" + MORE);

    assertThat(ok(client.userByEmail("alice@example.com"))).isEmpty();
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void givesUpOnPagesWithoutEnd() {
    for (int i = 0; i < 30; i++) {
      server.answers(200, "{'users': [" + BOB + "]" + MORE);
    }

    assertThat(client.userByEmail("alice@example.com")).isInstanceOf(Reply.Rejected.class);
    assertThat(server.seen()).hasSize(20);
  }

  @Test
  void followsASmallerPageThanAsked() {
    server
        .answers(200, "{'users': [" + BOB + "], 'limit': 25, 'offset': 0, 'more': true}")
        .answers(200, "{'users': []" + END);

    assertThat(ok(client.userByEmail("alice@example.com"))).isEmpty();
    assertThat(server.seen().getLast().query()).endsWith("offset=25");
  }

  @Test
  void readsDuties() {
    server.answers(200, "{'oncalls': [" + DUTY + "]" + END);

    assertThat(ok(client.onCalls("PUSR001", List.of("PPOL001", "PPOL002"))))
        .containsExactly(
            new OnCallEntry(
                "PUSR001",
                "user_reference",
                "PPOL001",
                1,
                Optional.of("PSCH001"),
                Optional.of("Weekdays"),
                Optional.of(Instant.parse("2026-11-20T08:00:00Z")),
                Optional.of(Instant.parse("2026-11-20T19:00:00Z"))));
    assertThat(server.only().query())
        .startsWith(
            "user_ids[]=PUSR001&escalation_policy_ids[]=PPOL001&escalation_policy_ids[]=PPOL002&");
  }

  @Test
  void readsPermanentDuty() {
    server.answers(
        200,
        """
        {'oncalls': [{'user': {'id': 'PUSR001', 'type': 'user_reference'}, 'schedule': null,
          'escalation_policy': {'id': 'PPOL001'}, 'escalation_level': 2, 'start': null, 'end': null}],
         'more': false}\
        """);

    OnCallEntry entry = ok(client.onCalls("PUSR001", List.of("PPOL001"))).getFirst();

    assertThat(entry.scheduleId()).isEmpty();
    assertThat(entry.start()).isEmpty();
    assertThat(entry.end()).isEmpty();
    assertThat(entry.level()).isEqualTo(2);
  }

  @Test
  void asksNothingWithoutPolicies() {
    assertThat(ok(client.onCalls("PUSR001", List.of()))).isEmpty();
    assertThat(server.seen()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "'PUSR001',''",
        "'PPOL001',null",
        "'escalation_level': 1,'escalation_level': null",
        "'2026-11-20T08:00:00Z','tomorrow'",
        "'2026-11-20T20:00:00+01:00',1795204800"
      })
  void takesNoDutyWithAGap(String sound, String broken) {
    server.answers(200, "{'oncalls': [" + DUTY.replace(sound, broken) + "]" + END);

    assertThat(client.onCalls("PUSR001", List.of("PPOL001"))).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void readsAnIncident() {
    server.answers(200, incident("triggered"));

    assertThat(ok(client.incident("PINC001")))
        .isEqualTo(
            new Incident(
                "PINC001",
                1234,
                REQUEST_KEY,
                "Access requested",
                "triggered",
                "PSVC001",
                Optional.of("https://example.pagerduty.com/incidents/PINC001"),
                Optional.of(Instant.parse("2026-11-20T12:00:00Z"))));
    assertThat(server.only().rawPath()).isEqualTo("/incidents/PINC001");
  }

  @Test
  void keepsAnIdInsideItsPathSegment() {
    server.answers(404, "{'error': {'message': 'Not Found', 'code': 2100}}");

    assertThat(client.incident("../users/a b?c"))
        .isEqualTo(new Reply.Rejected<>(404, 2100, "Not Found"));
    assertThat(server.only().rawPath()).isEqualTo("/incidents/..%2Fusers%2Fa%20b%3Fc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", ".."})
  void callsNothingForAnIdThatIsNone(String id) {
    assertThat(client.incident(id)).isInstanceOf(Reply.Rejected.class);
    assertThat(client.resolve(id)).isInstanceOf(Reply.Rejected.class);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void findsIncidentsByKeyOverAllTime() {
    String other = INCIDENT.formatted("triggered", "another-key").replace("PINC001", "PINC002");
    server.answers(
        200,
        "{'incidents': [" + INCIDENT.formatted("resolved", REQUEST_KEY) + "," + other + "]" + END);

    assertThat(ok(client.incidentsByKey(REQUEST_KEY, Optional.of("PSVC001"))))
        .extracting(Incident::id)
        .containsExactly("PINC001");
    assertThat(server.only().query())
        .startsWith("incident_key=" + REQUEST_KEY + "&date_range=all&service_ids[]=PSVC001&");
  }

  @Test
  void neverAsksForAnEmptyKey() {
    assertThatThrownBy(() -> client.incidentsByKey("", Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.createIncident("T", "PSVC001", " ", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void listsOpenIncidentsOncePerIncident() {
    String first = INCIDENT.formatted("triggered", "key/1");
    String second = INCIDENT.formatted("acknowledged", "key/2").replace("PINC001", "PINC002");
    server
        .answers(200, "{'incidents': [" + first + "," + second + "]" + MORE)
        .answers(200, "{'incidents': [" + second + "]" + END);

    Listing<Incident> open = ok(client.openIncidents());

    assertThat(open.items()).extracting(Incident::key).containsExactly("key/1", "key/2");
    assertThat(open.complete()).isTrue();
    assertThat(server.seen().getFirst().query())
        .startsWith("statuses[]=triggered&statuses[]=acknowledged&date_range=all&limit=100");
  }

  @Test
  void tellsWhenThereIsMoreThanPagerDutyLetsUsRead() {
    for (int i = 0; i < 101; i++) {
      server.answers(
          200, "{'incidents': [" + INCIDENT.formatted("triggered", "key/" + i) + "]" + MORE);
    }

    Listing<Incident> open = ok(client.openIncidents());

    assertThat(open.items()).hasSize(100);
    assertThat(open.complete()).isFalse();
    assertThat(server.seen()).hasSize(100);
  }

  @Test
  void readsNotesOfPeopleAndBots() {
    server.answers(
        200,
        """
        {'notes': [
          {'id': 'PNOTE01', 'content': 'é✓', 'created_at': '2026-11-20T12:00:00Z',
           'user': {'id': 'PUSR001', 'type': 'user_reference'}, 'channel': {'summary': 'web'}},
          {'id': 'PNOTE02', 'content': 'b', 'user': {'id': 'PBOT001', 'type': 'bot_user_reference'}},
          {'id': 'PNOTE03', 'content': 'c', 'user': null}]}\
        """);

    List<Note> notes = ok(client.notes("PINC001"));

    assertThat(notes).extracting(Note::content).containsExactly("é✓", "b", "c");
    assertThat(notes)
        .extracting(Note::userType)
        .containsExactly("user_reference", "bot_user_reference", "");
    assertThat(notes.getLast().userId()).isEmpty();
    assertThat(server.only().rawPath()).isEqualTo("/incidents/PINC001/notes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "[]",
        "{}",
        "{'incident': null}",
        "{'incident': {'id': '', 'status': 'x'}}"
      })
  void takesNoUnusableAnswerForASuccess(String body) {
    server.answers(200, body);

    assertThat(client.incident("PINC001")).isInstanceOf(Reply.Retry.class);
  }
}
