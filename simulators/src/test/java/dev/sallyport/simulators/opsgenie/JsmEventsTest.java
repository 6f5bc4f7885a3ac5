package dev.sallyport.simulators.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.simulators.http.Caller;
import dev.sallyport.simulators.http.Caller.Reply;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsmEventsTest extends OpsgenieTestBase {
  @Test
  void sharesItsAlertsWithOpsgenie() throws IOException {
    create(ALIAS);

    Reply again = events.post("/v2/alerts", alert(ALIAS));

    assertThat(again.status()).isEqualTo(202);
    assertThat(alert().count()).isEqualTo(2);
    String path = "/v2/alerts/requests/" + again.json().path("requestId").asText();
    JsonNode status = events.get(path).json().path("data");
    assertThat(status.path("isSuccess").asBoolean()).isTrue();
    assertThat(status.path("alertId").asText()).isEqualTo(alert().id());
  }

  @Test
  void acknowledgesNotesAndClosesByAlias() throws IOException {
    events.post("/v2/alerts", alert(ALIAS));
    String path = "/v2/alerts/" + ENCODED + "/";

    events.post(path + "acknowledge?identifierType=alias", "{'user': 'sallyport'}");
    events.post(path + "notes?identifierType=alias", "{'note': 'approved'}");
    events.post(path + "close?identifierType=alias", "{'note': 'over'}");

    assertThat(alert().acknowledged()).isTrue();
    assertThat(alert().notes()).extracting(AlertNote::text).containsExactly("approved", "over");
    assertThat(alert().open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v2/alerts", "/v2/alerts/1?identifierType=tiny", "/v2/schedules", "/v2/users/x"})
  void readsNothing(String path) throws IOException {
    create(ALIAS);

    assertThat(events.get(path).status()).isIn(404, 405);
  }

  @Test
  void takesRespondersById() throws IOException {
    Reply reply =
        events.post(
            "/v2/alerts",
            """
            {'message': 'm', 'alias': '%s', 'responders': [{'type': 'schedule', 'id': '%s'},
              {'type': 'team', 'id': '%s'}, {'type': 'user', 'id': '%s'}]}\
            """
                .formatted(ALIAS, schedule, team, bob));

    assertThat(reply.status()).isEqualTo(202);
    assertThat(alert().responders())
        .extracting(Responder::name)
        .containsExactly("Payments Rota", "Platform", BOB);
  }

  @Test
  void takesNamesOnlyWhenToldTo() throws IOException {
    String body = "{'message': 'm', 'responders': [{'type': 'team', 'name': 'Platform'}]}";
    assertThat(events.post("/v2/alerts", body).status()).isEqualTo(422);
    assertThat(ops.post("/alerts", body).status()).isEqualTo(422);

    opsgenie.setJsmResponderNames(true);

    assertThat(events.post("/v2/alerts", body).status()).isEqualTo(202);
    assertThat(opsgenie.alerts().getFirst().responders()).hasSize(1);
  }

  @Test
  void refusesApiTokens() throws IOException {
    for (String authorization : new String[] {basic(ALICE, TOKEN), "Bearer oauth"}) {
      try (Caller other = new Caller(opsgenie.jsmEventsUrl(), "Authorization", authorization)) {
        assertThat(other.post("/v2/alerts", alert(ALIAS)).status()).isEqualTo(403);
      }
    }
    try (Caller other = new Caller(opsgenie.jsmEventsUrl(), "Authorization", "GenieKey " + KEY)) {
      assertThat(other.post("/v2/alerts", alert(ALIAS)).status()).isEqualTo(401);
    }
    try (Caller nobody = new Caller(opsgenie.jsmEventsUrl())) {
      assertThat(nobody.post("/v2/alerts", alert(ALIAS)).status()).isEqualTo(401);
    }
    assertThat(opsgenie.alerts()).isEmpty();
  }

  @Test
  void limitsTextsAsOpsgenieDoes() throws IOException {
    String message = "m".repeat(131);

    assertThat(events.post("/v2/alerts", "{'message': '" + message + "'}").status()).isEqualTo(422);
    assertThat(ops.post("/alerts", "{'message': '" + message + "'}").status()).isEqualTo(422);
  }
}
