package dev.sallyport.simulators.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.simulators.http.Caller;
import dev.sallyport.simulators.http.Caller.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JsmOpsTest extends OpsgenieTestBase {
  @Test
  void tellsTheStatusFlat() throws IOException {
    Reply created = ops.post("/alerts", alert(ALIAS));
    assertThat(created.status()).isEqualTo(202);

    JsonNode status = ops.get("/alerts/requests/" + requestId(created)).json();

    assertThat(status.has("data")).isFalse();
    assertThat(status.path("isSuccess").asBoolean()).isTrue();
    assertThat(status.path("action").asText()).isEqualTo("Create");
    assertThat(status.path("alertId").asText()).isEqualTo(alert().id());
    assertThat(status.path("alias").asText()).isEqualTo(ALIAS);
  }

  @Test
  void hasNotProcessedARequestYet() throws IOException {
    opsgenie.setProcessing(1, Duration.ZERO);
    String request = requestId(ops.post("/alerts", alert(ALIAS)));

    assertThat(ops.get("/alerts/requests/" + request).status()).isEqualTo(404);
    assertThat(ops.get("/alerts/requests/" + request).status()).isEqualTo(200);
  }

  @Test
  void findsAnAlertByItsIdAlone() throws IOException {
    ops.post(
        "/alerts", "{'message': 'm', 'alias': '" + ALIAS + "', 'extraProperties': {'k': 'v'}}");

    JsonNode alert = ops.get("/alerts/" + alert().id()).json();

    assertThat(alert.path("alias").asText()).isEqualTo(ALIAS);
    assertThat(alert.path("extraProperties").path("k").asText()).isEqualTo("v");
    assertThat(ops.get("/alerts/" + ENCODED + "?identifierType=alias").status()).isEqualTo(404);
    assertThat(ops.get("/alerts/1?identifierType=tiny").status()).isEqualTo(404);
  }

  @Test
  void findsAnAliasBySearching() throws IOException {
    create(ALIAS);
    create("other");

    JsonNode found =
        ops.get("/alerts?query=" + encode("status:open AND alias:\"" + ALIAS + "\"")).json();

    assertThat(found.path("values")).hasSize(1);
    assertThat(found.path("values").path(0).path("id").asText()).isEqualTo(alert().id());
    assertThat(found.path("links").has("next")).isFalse();
    assertThat(found.has("data")).isFalse();
  }

  @Test
  void linksToTheNextPage() throws IOException {
    for (int i = 0; i < 3; i++) {
      create("a/" + i);
    }
    List<String> seen = new ArrayList<>();
    String path = "/alerts?size=2&order=asc&query=status%3Aopen";
    while (!path.isEmpty()) {
      JsonNode page = ops.get(path).json();
      page.path("values").forEach(it -> seen.add(it.path("tinyId").asText()));
      String next = page.path("links").path("next").asText();
      assertThat(next)
          .satisfiesAnyOf(
              it -> assertThat(it).isEmpty(), it -> assertThat(it).startsWith("/v1/alerts?"));
      path = next.replaceFirst("^/v1", "");
    }

    assertThat(seen).containsExactly("1", "2", "3");
    assertThat(ops.get("/alerts?size=101").status()).isEqualTo(422);
  }

  @Test
  void notesAndCloses() throws IOException {
    create(ALIAS);
    String path = "/alerts/" + alert().id();

    Reply noted = ops.post(path + "/notes", "{'note': 'approved'}");
    ops.post(path + "/acknowledge", "{}");
    ops.post(path + "/close", "{'note': 'over'}");

    assertThat(noted.status()).isEqualTo(202);
    assertThat(alert().notes()).extracting(AlertNote::text).containsExactly("approved", "over");
    assertThat(alert().acknowledged()).isTrue();
    assertThat(alert().open()).isFalse();
    JsonNode notes = ops.get(path + "/notes?size=1").json();
    assertThat(notes.path("values").path(0).path("note").asText()).isEqualTo("over");
    assertThat(notes.path("links").path("next").asText()).contains("offset=1").contains("size=1");
    assertThat(ops.get(path + "/logs").json().path("values")).isNotEmpty();
  }

  @Test
  void promisesAlsoForAnAlertThatIsNotThere() throws IOException {
    String request = requestId(ops.post("/alerts/none/close", "{}"));

    JsonNode status = ops.get("/alerts/requests/" + request).json();

    assertThat(status.path("isSuccess").asBoolean()).isFalse();
    assertThat(status.path("alertId").asText()).isEmpty();
  }

  @Test
  void looksForSchedulesLoosely() throws IOException {
    opsgenie.addSchedule("Payments Rota EU");
    opsgenie.addSchedule("Search");

    JsonNode found = ops.get("/schedules?query=payments%20rota&size=1").json();

    assertThat(found.path("values").path(0).path("name").asText()).isEqualTo("Payments Rota");
    assertThat(found.path("values").path(0).path("id").asText()).isEqualTo(schedule);
    String next = found.path("links").path("next").asText().replaceFirst("^/v1", "");
    assertThat(ops.get(next).json().path("values").path(0).path("name").asText())
        .isEqualTo("Payments Rota EU");
    assertThat(ops.get("/schedules/" + schedule).json().path("name").asText())
        .isEqualTo("Payments Rota");
    assertThat(ops.get("/teams").json().path("platformTeams").path(0).path("teamId").asText())
        .isEqualTo(team);
  }

  @Test
  void tellsAccountIdsOfThoseOnCall() throws IOException {
    opsgenie.setOnCall(schedule, ALICE, BOB);

    JsonNode flat = ops.get("/schedules/" + schedule + "/on-calls?flat=true").json();

    assertThat(flat.path("onCallUsers").valueStream().map(JsonNode::asText))
        .containsExactly(alice, bob);
    assertThat(flat.has("data")).isFalse();
    assertThat(ops.get("/schedules/Payments%20Rota/on-calls").status()).isEqualTo(404);
  }

  @Test
  void tellsParticipantsWithoutNames() throws IOException {
    opsgenie.putOnCall(
        schedule,
        List.of(
            new OnCall.Team("Platform", List.of(new OnCall.User(ALICE))),
            new OnCall.Forwarded(ALICE, BOB)));

    Reply reply = ops.get("/schedules/" + schedule + "/on-calls");

    JsonNode participants = reply.json().path("onCallParticipants");
    assertThat(participants.path(0).path("id").asText()).isEqualTo(team);
    assertThat(participants.path(0).path("onCallParticipants").path(0).path("id").asText())
        .isEqualTo(alice);
    assertThat(participants.path(1).path("forwardedFrom").path("id").asText()).isEqualTo(bob);
    assertThat(reply.body()).doesNotContain("name", "@");
  }

  @Test
  void tellsTheEmailBehindAnAccountIdUnlessItIsHidden() throws IOException {
    String path = "/rest/api/3/user?accountId=" + encode(alice);
    assertThat(jira.get(path).json().path("emailAddress").asText()).isEqualTo(ALICE);

    opsgenie.hideEmail(ALICE);

    Reply hidden = jira.get(path);
    assertThat(hidden.status()).isEqualTo(200);
    assertThat(hidden.json().path("accountId").asText()).isEqualTo(alice);
    assertThat(hidden.body()).doesNotContain("emailAddress", ALICE);
    assertThat(jira.get("/rest/api/3/user?accountId=none").status()).isEqualTo(404);
  }

  @Test
  void wantsAnApiTokenOfThisAccount() throws IOException {
    for (String authorization :
        new String[] {"GenieKey " + JSM_KEY, basic(BOB, TOKEN), basic(ALICE, "x"), "Basic ?"}) {
      try (Caller other = new Caller(opsgenie.jsmOpsUrl(), "Authorization", authorization);
          Caller user = new Caller(opsgenie.jiraUrl(), "Authorization", authorization)) {
        assertThat(other.get("/schedules").status()).as(authorization).isEqualTo(401);
        assertThat(user.get("/rest/api/3/user?accountId=" + alice).status()).isEqualTo(401);
      }
    }
    opsgenie.apiTokens().revoke(ALICE + ":" + TOKEN);
    assertThat(ops.get("/schedules").status()).isEqualTo(401);
  }

  @Test
  void knowsOneSiteOnly() throws IOException {
    String other = opsgenie.jsmOpsUrl().toString().replace(CLOUD, "0a1b2c3d-other");

    assertThat(ops.get(other + "/schedules").status()).isEqualTo(404);
  }

  @Test
  void keepsConfigurationFromATokenWithoutAccess() throws IOException {
    opsgenie.setConfigurationAccess(false);

    assertThat(ops.get("/schedules").status()).isEqualTo(403);
    assertThat(ops.get("/schedules/" + schedule + "/on-calls").status()).isEqualTo(403);
    assertThat(ops.get("/alerts").status()).isEqualTo(200);
  }

  private static String requestId(Reply reply) throws IOException {
    return reply.json().path("requestId").asText();
  }
}
