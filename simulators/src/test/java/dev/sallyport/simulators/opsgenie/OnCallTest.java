package dev.sallyport.simulators.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.simulators.http.Caller.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OnCallTest extends OpsgenieTestBase {
  private static final String BY_NAME =
      "/v2/schedules/Payments%20Rota/on-calls?scheduleIdentifierType=name";

  @Test
  void tellsTheRecipientsFlat() throws IOException {
    opsgenie.setOnCall(schedule, ALICE, BOB);

    JsonNode byName = api.get(BY_NAME + "&flat=true").json().path("data");
    JsonNode byId =
        api.get("/v2/schedules/" + schedule + "/on-calls?flat=true").json().path("data");

    assertThat(texts(byName.path("onCallRecipients"))).containsExactly(ALICE, BOB);
    assertThat(byName.path("_parent").path("id").asText()).isEqualTo(schedule);
    assertThat(byName.path("_parent").path("name").asText()).isEqualTo("Payments Rota");
    assertThat(byName.path("_parent").path("enabled").asBoolean()).isTrue();
    assertThat(byId).isEqualTo(byName);
  }

  @Test
  void tellsThatNobodyIsOnCall() throws IOException {
    opsgenie.setOnCall("Payments Rota", ALICE);
    opsgenie.setOnCall("Payments Rota");

    JsonNode recipients =
        api.get(BY_NAME + "&flat=true").json().path("data").path("onCallRecipients");

    assertThat(recipients.isArray()).isTrue();
    assertThat(recipients).isEmpty();
  }

  @Test
  void tellsTheParticipantsNested() throws IOException {
    nest();

    JsonNode data = api.get(BY_NAME).json().path("data").path("onCallParticipants");

    assertThat(data).hasSize(3);
    assertThat(data.path(0).path("type").asText()).isEqualTo("team");
    assertThat(data.path(0).path("id").asText()).isEqualTo(team);
    assertThat(data.path(0).path("onCallParticipants").path(0).path("name").asText())
        .isEqualTo(ALICE);
    assertThat(data.path(1).path("type").asText()).isEqualTo("escalation");
    assertThat(data.path(1).path("onCallParticipants").path(1).path("escalationTime").asInt())
        .isEqualTo(5);
    assertThat(data.path(2).path("type").asText()).isEqualTo("user");
    assertThat(data.path(2).path("name").asText()).isEqualTo("carol@example.com");
    assertThat(data.path(2).path("forwardedFrom").path("name").asText()).isEqualTo(BOB);
  }

  @Test
  void flattensWhatIsNested() throws IOException {
    nest();

    assertThat(texts(api.get(BY_NAME + "&flat=true").json().path("data").path("onCallRecipients")))
        .containsExactly(ALICE, BOB, "carol@example.com");
  }

  private void nest() {
    opsgenie.addUser("carol@example.com");
    opsgenie.addEscalation("Payments escalation");
    opsgenie.putOnCall(
        schedule,
        List.of(
            new OnCall.Team("Platform", List.of(new OnCall.User(ALICE))),
            new OnCall.Escalation(
                "Payments escalation", List.of(new OnCall.User(BOB), new OnCall.User(ALICE))),
            new OnCall.Forwarded("carol@example.com", BOB)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v2/schedules/payments%20rota/on-calls?scheduleIdentifierType=name",
        "/v2/schedules/Payments/on-calls?scheduleIdentifierType=name",
        "/v2/schedules/Payments%20Rota/on-calls",
        "/v2/schedules/none?identifierType=name",
        "/v2/teams/platform?identifierType=name",
        "/v2/users/carol@example.com"
      })
  void knowsExactNamesOnly(String path) throws IOException {
    Reply reply = api.get(path);

    assertThat(reply.status()).isEqualTo(404);
    assertThat(reply.header("X-Opsgenie-Errortype")).isEmpty();
  }

  @Test
  void tellsSchedulesTeamsAndUsers() throws IOException {
    assertThat(id("/v2/schedules/Payments%20Rota?identifierType=name")).isEqualTo(schedule);
    assertThat(id("/v2/schedules/" + schedule)).isEqualTo(schedule);
    assertThat(id("/v2/teams/Platform?identifierType=name")).isEqualTo(team);
    JsonNode user = api.get("/v2/users/alice%40example.com").json().path("data");
    assertThat(user.path("username").asText()).isEqualTo(ALICE);
    assertThat(id("/v2/users/" + user.path("id").asText())).isEqualTo(user.path("id").asText());
    assertThat(user.path("id").asText()).isNotEqualTo(alice);
    assertThat(api.get("/v2/schedules").json().path("data")).hasSize(1);
    assertThat(api.get("/v2/teams").json().path("data")).hasSize(1);
    assertThat(api.get("/v2/users").json().path("data")).hasSize(2);
    assertThat(api.get("/v2/schedules/on-calls?flat=true").json().path("data")).hasSize(1);
  }

  private String id(String path) throws IOException {
    return api.get(path).json().path("data").path("id").asText();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        BY_NAME,
        "/v2/schedules",
        "/v2/schedules/on-calls",
        "/v2/schedules/Payments%20Rota?identifierType=name",
        "/v2/teams/Platform?identifierType=name",
        "/v2/users/alice@example.com"
      })
  void keepsConfigurationFromAKeyWithoutAccess(String path) throws IOException {
    opsgenie.setConfigurationAccess(false);

    Reply reply = api.get(path);

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.json().path("code").asInt()).isEqualTo(40301);
    assertThat(api.get("/v2/alerts").status()).isEqualTo(200);
  }

  @Test
  void refusesADateThatIsNone() throws IOException {
    assertThat(api.get(BY_NAME + "&date=2026-11-20T08:00:00%2B02:00").status()).isEqualTo(200);
    assertThat(api.get(BY_NAME + "&date=tomorrow").status()).isEqualTo(422);
    assertThat(api.get("/v2/schedules/x/on-calls?scheduleIdentifierType=alias").status())
        .isEqualTo(422);
  }

  @Test
  void putsOnlyKnownPeopleOnCall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> opsgenie.setOnCall(schedule, "carol@example.com"))
        .withMessageContaining("carol@example.com");
    assertThatIllegalArgumentException().isThrownBy(() -> opsgenie.setOnCall("none", ALICE));
    assertThatIllegalArgumentException().isThrownBy(() -> opsgenie.addSchedule("Payments Rota"));
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
