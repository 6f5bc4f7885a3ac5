package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.integrations.http.Listing;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.http.ScriptedServer.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClassicClientTest extends OpsgenieTestBase {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00.9Z");

  @Test
  void createsAnAlert() {
    server.answers(202, PROMISE);

    assertThat(ok(opsgenie.create(newAlert()))).isEqualTo(new Promise("R1"));

    Seen seen = server.only();
    assertThat(seen.method() + " " + seen.rawPath()).isEqualTo("POST /v2/alerts");
    assertThat(seen.header("Authorization")).isEqualTo("GenieKey " + KEY);
    assertThat(seen.header("Content-type")).isEqualTo("application/json");
    assertThat(json(seen.body()))
        .isEqualTo(
            json(
                """
                {'message': 'Access request', 'alias': '%s', 'description': 'User: alice',
                 'responders': [
                   {'type': 'schedule', 'name': 'Night'},
                   {'type': 'team', 'id': '4513b7ea-3b91-438f-b7e4-e3e54af9147c'}],
                 'tags': ['%s'], 'priority': 'P2', 'source': 'Sallyport'}
                """
                    .formatted(ALIAS, TAG)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "{}", "{'requestId': ''}", "{'requestId': 7}", "[]"})
  void aPromiseWithoutAnIdIsNone(String body) {
    server.answers(202, body);
    assertThat(opsgenie.create(newAlert())).isInstanceOf(Reply.Unknown.class);
  }

  @Test
  void writesToOneAlertByItsId() {
    server.answers(202, PROMISE).answers(202, PROMISE).answers(202, PROMISE);

    ok(opsgenie.addNote("a/1", "é✓"));
    ok(opsgenie.close("a/1"));
    ok(opsgenie.addTag("a/1", TAG));

    assertThat(server.seen())
        .extracting(seen -> seen.method() + " " + seen.rawPath() + "?" + seen.query())
        .containsExactly(
            "POST /v2/alerts/a%2F1/notes?identifierType=id",
            "POST /v2/alerts/a%2F1/close?identifierType=id",
            "POST /v2/alerts/a%2F1/tags?identifierType=id");
    assertThat(json(server.seen().getFirst().body()))
        .isEqualTo(json("{'source': 'Sallyport', 'note': 'é✓'}"));
    assertThat(json(server.seen().getLast().body()).path("tags"))
        .isEqualTo(json("['" + TAG + "']"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", ".."})
  void anIdThatWouldChangeThePathIsRefusedWithoutACall(String id) {
    assertThat(opsgenie.close(id)).isInstanceOf(Reply.Rejected.class);
    assertThat(opsgenie.alert(id)).isInstanceOf(Reply.Rejected.class);
    assertThat(opsgenie.notes(id)).isInstanceOf(Reply.Rejected.class);
    assertThat(opsgenie.onCall(id, AT)).isInstanceOf(Reply.Rejected.class);
    assertThat(server.seen()).isEmpty();
  }

  @Test
  void tellsWhatBecameOfAWrite() {
    server
        .answers(
            404,
            "{'message': 'Request not found. It might not be processed, yet.'}",
            java.util.Map.of("X-Opsgenie-Errortype", "RequestNotProcessed"))
        .answers(200, processed(true, "Created alert", "A1"))
        .answers(200, processed(false, "Alert does not exist", ""))
        .answers(200, data("{'success': false, 'isSuccess': true, 'status': 'odd'}"));

    assertThat(ok(opsgenie.processing(new Promise("R1")))).isEqualTo(new Processing.Pending());
    assertThat(ok(opsgenie.processing(new Promise("R1"))))
        .isEqualTo(new Processing.Succeeded("A1"));
    assertThat(ok(opsgenie.processing(new Promise("R1"))))
        .isEqualTo(new Processing.Failed("Alert does not exist"));
    assertThat(ok(opsgenie.processing(new Promise("R1")))).isEqualTo(new Processing.Failed("odd"));
    assertThat(server.seen().getFirst().rawPath()).isEqualTo("/v2/alerts/requests/R1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "{'data': {}}", "{'data': {'isSuccess': 'true', 'alertId': 'A1'}}"})
  void anAnswerThatTellsNothingIsNoSuccess(String body) {
    server.answers(200, body);
    assertThat(opsgenie.processing(new Promise("R1"))).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void readsAnAlert() {
    server.answers(200, data(ours("A1", "open"))).answers(404, "{'message': 'No alert'}");
    assertThat(ok(opsgenie.alert("A1")))
        .contains(
            new Alert(
                "A1",
                ALIAS,
                "open",
                List.of(TAG),
                Optional.of(Instant.parse("2026-11-20T11:59:00Z"))));
    assertThat(ok(opsgenie.alert("A1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{'data': {'id': 'A1'}}", "{'data': {'status': 'open'}}"})
  void anAlertWithoutIdOrStatusCannotBeUsed(String body) {
    server.answers(200, body);
    assertThat(opsgenie.alert("A1")).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void anOpenAlertIsFoundByItsAliasAlone() {
    server.answers(200, data(ours("A1", "open")));
    assertThat(ok(opsgenie.alertsBy(ALIAS))).extracting(Alert::id).containsExactly("A1");
    assertThat(server.only().rawPath()).isEqualTo("/v2/alerts/teleport-access-request%2F" + ID);
    assertThat(server.only().query()).isEqualTo("identifierType=alias");
  }

  @Test
  void behindAClosedOneTheSearchMayFindAnOpenOne() {
    server
        .answers(200, data(ours("A1", "closed")))
        .answers(200, list(ours("A1", "closed"), ours("A2", "open"), ours("A2", "open")));
    assertThat(ok(opsgenie.alertsBy(ALIAS)))
        .as("each once")
        .extracting(Alert::id)
        .containsExactly("A1", "A2");
    assertThat(server.seen().getLast().query())
        .contains("query=alias:\"" + ALIAS + "\"")
        .contains("limit=100");
  }

  @Test
  void anAnswerAboutOtherAliasesIsNothing() {
    String other = alert("A9", ALIAS + "x", "open", "2026-11-20T12:00:00Z", TAG);
    server.answers(200, data(other)).answers(200, list(other));
    assertThat(ok(opsgenie.alertsBy(ALIAS))).isEmpty();
  }

  @Test
  void readsAllPagesByTheirCursorAlone() {
    String evil = "https://evil.example.com/v2/alerts?limit=1&offset=1&query=x";
    server
        .answers(200, "{'data': [" + ours("A1", "open") + "], 'paging': {'next': '" + evil + "'}}")
        .answers(200, list(ours("A2", "open"), ours("A1", "open")));

    Listing<Alert> open = ok(opsgenie.openAlerts(TAG));

    assertThat(open.complete()).isTrue();
    assertThat(open.items()).extracting(Alert::id).containsExactly("A1", "A2");
    assertThat(server.seen().getFirst().query())
        .contains("query=status:open AND tag:\"" + TAG + "\"")
        .doesNotContain("offset");
    assertThat(server.seen().getLast().query()).contains("status:open").endsWith("&offset=1");
  }

  @Test
  void pagesThatNeverEndAreReadToABound() {
    String page = "{'data': [" + ours("A1", "open") + "], 'paging': {'next': '/x?offset=%d'}}";
    for (int i = 0; i < 20; i++) {
      server.answers(200, page.formatted(i));
    }
    assertThat(opsgenie.notes("A1")).isInstanceOf(Reply.Rejected.class);
    assertThat(server.seen()).hasSize(20);
  }

  @Test
  void aPageThatLeadsToItselfIsTheLast() {
    String page = "{'data': [" + ours("A1", "open") + "], 'paging': {'next': '/x?offset=5'}}";
    server.answers(200, page).answers(200, page);
    assertThat(ok(opsgenie.openAlerts(TAG)).items()).hasSize(1);
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void anEmptyPageIsTheLast() {
    server.answers(200, "{'data': [], 'paging': {'next': '/x?offset=5'}}");
    assertThat(ok(opsgenie.openAlerts(TAG)).items()).isEmpty();
  }

  @Test
  void readsNotes() {
    server.answers(200, "{'data': [{'note': 'one', 'owner': 'x'}, {'note': null}], 'paging': {}}");
    assertThat(ok(opsgenie.notes("A1"))).containsExactly(new AlertNote("one"), new AlertNote(""));
    assertThat(server.only().rawPath()).isEqualTo("/v2/alerts/A1/notes");
  }

  @Test
  void asksWhoIsOnCallByName() {
    server.answers(
        200,
        data(
            """
            {'_parent': {'id': 's1', 'name': 'night SHIFT', 'enabled': true},
             'onCallParticipants': [
               {'id': 'u1', 'name': 'alice@example.com', 'type': 'user'},
               {'id': 'e1', 'name': 'esc', 'type': 'escalation', 'onCallParticipants': [
                 {'id': 'u2', 'name': 'bob@example.com', 'type': 'user',
                  'escalationTime': 5, 'notifyType': 'default'}]}]}\
            """));

    Rota rota = ok(opsgenie.onCall("Night Shift", AT)).orElseThrow();

    assertThat(server.only().rawPath()).isEqualTo("/v2/schedules/Night%20Shift/on-calls");
    assertThat(server.only().query())
        .isEqualTo("scheduleIdentifierType=name&flat=false&date=2026-11-20T12:00:00+00:00");
    assertThat(rota.enabled()).isTrue();
    assertThat(rota.people())
        .extracting(Participant::name)
        .containsExactly("alice@example.com", "bob@example.com");
  }

  @Test
  void asksWhoIsOnCallById() {
    String id = "4513b7ea-3b91-438f-b7e4-e3e54af9147c";
    server.answers(
        200, data("{'_parent': {'id': '" + id + "', 'name': 'x'}, 'onCallParticipants': []}"));
    assertThat(ok(opsgenie.onCall(id, AT))).isPresent();
    assertThat(server.only().query()).startsWith("scheduleIdentifierType=id&");
  }

  @Test
  void anAnswerAboutAnotherScheduleIsNone() {
    server.answers(200, data("{'_parent': {'id': 's1', 'name': 'Day'}, 'onCallParticipants': []}"));
    assertThat(opsgenie.onCall("Night", AT)).isInstanceOf(Reply.Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'data': {'_parent': {'name': 'Night'}}}",
        "{'data': {'_parent': {'name': 'Night'}, 'onCallRecipients': ['alice@example.com']}}"
      })
  void anAnswerWithoutParticipantsIsNone(String body) {
    server.answers(200, body);
    assertThat(opsgenie.onCall("Night", AT)).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void aScheduleThatIsNotThereIsNone() {
    server.answers(404, "{'message': 'No schedule exists with name [Night]'}");
    assertThat(ok(opsgenie.onCall("Night", AT))).isEmpty();
  }
}
