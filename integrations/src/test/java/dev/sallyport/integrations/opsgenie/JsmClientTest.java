package dev.sallyport.integrations.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.http.ScriptedServer.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsmClientTest extends OpsgenieTestBase {
  private static final Instant AT = Instant.parse("2026-11-20T12:00:00Z");
  private static final String BASIC = "Basic Ym90QGV4YW1wbGUuY29tOmNhbmFyeS10b2tlbi05MQ==";
  private static final String UUID = "4513b7ea-3b91-438f-b7e4-e3e54af9147c";

  @Test
  void writesThroughTheIntegration() {
    server.answers(202, PROMISE).answers(202, PROMISE).answers(202, PROMISE);
    server.answers(200, processed(true, "Alert does not exist", "A1"));

    ok(jsm.create(newAlert()));
    ok(jsm.addNote("A1", "text"));
    ok(jsm.close("A1"));
    assertThat(ok(jsm.processing(new Promise("R1")))).isEqualTo(new Processing.Succeeded("A1"));

    assertThat(server.seen())
        .extracting(Seen::rawPath)
        .containsExactly(
            "/jsm/ops/integration/v2/alerts",
            "/jsm/ops/integration/v2/alerts/A1/notes",
            "/jsm/ops/integration/v2/alerts/A1/close",
            "/jsm/ops/integration/v2/alerts/requests/R1");
    assertThat(server.seen())
        .allSatisfy(seen -> assertThat(seen.header("Authorization")).isEqualTo("GenieKey " + KEY));
  }

  @Test
  void anOutcomeMayComeWithoutAWrapper() {
    server.answers(200, "{'isSuccess': true, 'alertId': 'A1', 'status': 'x'}");
    assertThat(ok(jsm.processing(new Promise("R1")))).isEqualTo(new Processing.Succeeded("A1"));
  }

  @Test
  void readsAndMarksThroughTheOpsApi() {
    server
        .answers(200, ours("A1", "open"))
        .answers(
            200, "{'values': [{'id': 'n', 'note': 'one'}], 'links': {'next': '/v1/x?after=k'}}")
        .answers(200, values())
        .answers(202, PROMISE);

    assertThat(ok(jsm.alert("A1"))).get().extracting(Alert::alias).isEqualTo(ALIAS);
    assertThat(ok(jsm.notes("A1"))).containsExactly(new AlertNote("one"));
    ok(jsm.addTag("A1", TAG));

    assertThat(server.seen())
        .extracting(seen -> seen.method() + " " + seen.rawPath() + "?" + seen.query())
        .containsExactly(
            "GET " + OPS + "/alerts/A1?",
            "GET " + OPS + "/alerts/A1/notes?size=100",
            "GET " + OPS + "/alerts/A1/notes?size=100&after=k",
            "POST " + OPS + "/alerts/A1/tags?");
    assertThat(server.seen())
        .allSatisfy(seen -> assertThat(seen.header("Authorization")).isEqualTo(BASIC));
    assertThat(json(server.seen().getLast().body())).isEqualTo(json("{'tags': ['" + TAG + "']}"));
  }

  @Test
  void findsAlertsBySearchAndComparesTheAlias() {
    server
        .answers(
            200,
            "{'values': ["
                + ours("A1", "closed")
                + ", "
                + alert("A9", ALIAS + "0", "open", "2026-11-20T12:00:00Z", TAG)
                + "], 'links': {'next': '/v1/alerts?offset=2&size=2'}}")
        .answers(200, values(ours("A2", "open"), ours("A1", "closed")));
    assertThat(ok(jsm.alertsBy(ALIAS))).extracting(Alert::id).containsExactly("A1", "A2");
    assertThat(server.seen().getLast().query())
        .contains("query=alias:\"" + ALIAS + "\"")
        .endsWith("&offset=2");
  }

  @Test
  void respondersAreLookedUpByName() {
    server
        .answers(
            200, values("{'id': 's0', 'name': 'Night shift'}", "{'id': 's1', 'name': 'NIGHT'}"))
        .answers(
            200,
            "{'platformTeams': [{'teamId': 't1', 'teamName': 'Ops'}, {'teamId': 't2', 'teamName':"
                + " 'Ops 2'}], 'links': {}}")
        .answers(200, values());

    List<Responder> named =
        List.of(
            new Responder(Responder.Type.SCHEDULE, "Night"),
            new Responder(Responder.Type.TEAM, "ops"),
            new Responder(Responder.Type.SCHEDULE, "Nobody"),
            new Responder(Responder.Type.TEAM, UUID));

    assertThat(ok(jsm.address(named)))
        .isEqualTo(
            new Addressees(
                List.of(
                    new Addressee("schedule", true, "s1"),
                    new Addressee("team", true, "t1"),
                    new Addressee("team", true, UUID)),
                List.of(new Responder(Responder.Type.SCHEDULE, "Nobody"))));
    assertThat(server.seen().getFirst().rawPath()).isEqualTo(OPS + "/schedules");
    assertThat(server.seen().getFirst().query()).isEqualTo("query=Night&size=100");
    assertThat(server.seen().get(1).rawPath()).isEqualTo(OPS + "/teams");
  }

  @Test
  void aNameIsLookedUpOnceInFiveMinutes() {
    String page = values("{'id': 's1', 'name': 'Night'}");
    server.answers(200, page).answers(200, page);
    List<Responder> night = List.of(new Responder(Responder.Type.SCHEDULE, "Night"));
    ok(jsm.address(night));
    clock.advance(Duration.ofMinutes(4));
    ok(jsm.address(night));
    assertThat(server.seen()).hasSize(1);
    clock.advance(Duration.ofMinutes(2));
    ok(jsm.address(night));
    assertThat(server.seen()).hasSize(2);
  }

  @Test
  void twoOfANameAreNoAnswer() {
    server.answers(200, values("{'id': 's1', 'name': 'Night'}", "{'id': 's2', 'name': 'night'}"));
    assertThat(jsm.address(List.of(new Responder(Responder.Type.SCHEDULE, "Night"))))
        .isInstanceOf(Reply.Rejected.class);
  }

  @Test
  void asksWhoIsOnCall() {
    server
        .answers(200, values("{'id': 's1', 'name': 'Night'}"))
        .answers(
            200,
            """
            {'onCallParticipants': [{'id': '712020:a', 'type': 'user'},
              {'id': 't1', 'type': 'team', 'onCallParticipants': [
                {'id': '712020:b', 'type': 'user'}]}]}\
            """)
        .answers(404, "");

    Rota rota = ok(jsm.onCall("Night", AT)).orElseThrow();

    assertThat(rota.people()).extracting(Participant::id).containsExactly("712020:a", "712020:b");
    assertThat(server.seen().getLast().rawPath()).isEqualTo(OPS + "/schedules/s1/on-calls");
    assertThat(server.seen().getLast().query())
        .isEqualTo("flat=false&date=2026-11-20T12:00:00+00:00");
    assertThat(ok(jsm.onCall(UUID, AT))).isEmpty();
    assertThat(server.seen().getLast().rawPath())
        .isEqualTo(OPS + "/schedules/" + UUID + "/on-calls");
  }

  @ParameterizedTest
  @CsvSource({
    "a@example.com, true, atlassian, a@example.com",
    "a@example.com, false, atlassian, ''",
    "a@example.com, true, app, ''",
    "a@example.com, true, '', ''",
    "'', true, atlassian, ''"
  })
  void onlyAnActivePersonsVisibleAddressCounts(
      String email, boolean active, String type, String expected) {
    server.answers(
        200,
        "{'accountId': '712020:a', 'accountType': '%s', 'active': %s, 'emailAddress': '%s'}"
            .formatted(type, active, email));
    assertThat(ok(jsm.email("712020:a")))
        .isEqualTo(Optional.of(expected).filter(text -> !text.isEmpty()));
    assertThat(server.only().rawPath()).isEqualTo("/ex/jira/cloud-1/rest/api/3/user");
    assertThat(server.only().query()).isEqualTo("accountId=712020:a");
    assertThat(server.only().header("Authorization")).isEqualTo(BASIC);
  }

  @Test
  void anAnswerAboutAnotherAccountIsNone() {
    server
        .answers(
            200,
            "{'accountId': 'b', 'accountType': 'atlassian', 'active': true, 'emailAddress': 'x'}")
        .answers(404, "");
    assertThat(jsm.email("a")).isInstanceOf(Reply.Retry.class);
    assertThat(ok(jsm.email("a"))).isEmpty();
  }

  private JsmClient atSite() {
    return new JsmClient(
        server.url(),
        CloudId.at(server.url(), clock),
        key::get,
        login::get,
        clock,
        Duration.ofSeconds(3),
        PATIENT);
  }

  @Test
  void theSiteIsAskedForItsIdOnceAndWithoutASecret() {
    server
        .answers(500, "")
        .answers(200, "{'cloudId': 'told-2'}")
        .answers(200, ours("A1", "open"))
        .answers(200, ours("A1", "open"));
    JsmClient client = atSite();
    assertThat(client.alert("A1")).isInstanceOf(Reply.Retry.class);
    ok(client.alert("A1"));
    ok(client.alert("A1"));
    assertThat(server.seen())
        .extracting(Seen::rawPath)
        .containsExactly(
            "/_edge/tenant_info",
            "/_edge/tenant_info",
            "/jsm/ops/api/told-2/v1/alerts/A1",
            "/jsm/ops/api/told-2/v1/alerts/A1");
    assertThat(server.seen().getFirst().headers()).doesNotContainKey("Authorization");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'cloudId': ''}", "{'cloudId': '../x'}", "<html>"})
  void anIdThatCannotBeIsNone(String body) {
    server.answers(200, body);
    assertThat(atSite().alert("A1")).isInstanceOf(Reply.Retry.class);
  }

  @Test
  void aConfiguredIdThatCannotBeIsRefused() {
    assertThatThrownBy(() -> CloudId.of("../x")).isInstanceOf(IllegalArgumentException.class);
  }
}
