package dev.sallyport.simulators.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ActionsTest extends OpsgenieTestBase {
  @Test
  void addsANote() throws IOException {
    create(ALIAS);

    String request = act("notes", "{'note': 'Bob approved', 'user': 'sallyport'}");

    JsonNode status = status(request).json().path("data");
    assertThat(status.path("action").asText()).isEqualTo("AddNote");
    assertThat(status.path("isSuccess").asBoolean()).isTrue();
    assertThat(alert().notes())
        .containsExactly(new AlertNote("Bob approved", "sallyport", clock.instant()));
    assertThat(alert().logs()).extracting(AlertLog::owner).contains("sallyport");
  }

  @Test
  void closesWithANote() throws IOException {
    create(ALIAS);

    act("close", "{'note': 'denied'}");

    assertThat(alert().open()).isFalse();
    assertThat(alert().notes()).extracting(AlertNote::text).containsExactly("denied");
  }

  @Test
  void closesOnce() throws IOException {
    create(ALIAS);
    act("close", "");

    JsonNode again = status(act("close", "{'note': 'again'}")).json().path("data");

    assertThat(again.path("isSuccess").asBoolean()).isFalse();
    assertThat(alert().notes()).isEmpty();
  }

  @Test
  void takesNotesAfterClosing() throws IOException {
    create(ALIAS);
    act("close", "{}");

    act("notes", "{'note': 'late'}");

    assertThat(alert().notes()).extracting(AlertNote::text).containsExactly("late");
  }

  @Test
  void acknowledgesOnce() throws IOException {
    create(ALIAS);

    String first = act("acknowledge", "{'user': 'sallyport'}");
    String second = act("acknowledge", "{'user': 'other'}");

    assertThat(status(first).json().path("data").path("isSuccess").asBoolean()).isTrue();
    assertThat(status(second).json().path("data").path("isSuccess").asBoolean()).isFalse();
    assertThat(alert().acknowledged()).isTrue();
    assertThat(alert().owner()).isEqualTo("sallyport");
  }

  @ParameterizedTest
  @ValueSource(strings = {"notes", "close", "acknowledge"})
  void promisesAlsoForAnAlertThatIsNotThere(String action) throws IOException {
    var status = status(act(action, "{'note': 'n'}"));

    assertThat(status.status()).isEqualTo(200);
    JsonNode data = status.json().path("data");
    assertThat(data.path("isSuccess").asBoolean()).isFalse();
    assertThat(data.path("success").asBoolean()).isFalse();
    assertThat(data.path("status").asText()).isEqualTo("Alert does not exist");
    assertThat(data.path("alertId").isTextual()).isTrue();
    assertThat(data.path("alertId").asText()).isEmpty();
  }

  @Test
  void findsByIdAliasAndNumber() throws IOException {
    create(ALIAS);
    String id = alert().id();

    for (String way :
        new String[] {id, "1?identifierType=tiny", ENCODED + "?identifierType=alias"}) {
      assertThat(api.get("/v2/alerts/" + way).json().path("data").path("id").asText())
          .as(way)
          .isEqualTo(id);
    }
    assertThat(api.get("/v2/alerts/" + ENCODED).status()).isEqualTo(404);
    assertThat(api.get("/v2/alerts/1").status()).isEqualTo(404);
    assertThat(api.get("/v2/alerts/" + ALIAS + "?identifierType=alias").status()).isEqualTo(404);
    assertThat(api.get("/v2/alerts/1?identifierType=number").status()).isEqualTo(422);
  }

  @Test
  void prefersTheOpenAlertOfAnAlias() throws IOException {
    create(ALIAS);
    act("close", "{}");
    String path = "/v2/alerts/" + ENCODED + "?identifierType=alias";
    assertThat(api.get(path).json().path("data").path("status").asText()).isEqualTo("closed");

    create(ALIAS);

    assertThat(api.get(path).json().path("data").path("tinyId").asText()).isEqualTo("2");
  }

  @Test
  void showsAnAlert() throws IOException {
    api.post(
        "/v2/alerts",
        """
        {'message': 'm', 'alias': '%s', 'description': 'd', 'tags': ['t'], 'details': {'k': 'v'},
         'responders': [{'type': 'team', 'name': 'Platform'}]}\
        """
            .formatted(ALIAS));

    JsonNode data = api.get("/v2/alerts/1?identifierType=tiny").json().path("data");

    assertThat(data.path("alias").asText()).isEqualTo(ALIAS);
    assertThat(data.path("description").asText()).isEqualTo("d");
    assertThat(data.path("tags").path(0).asText()).isEqualTo("t");
    assertThat(data.path("details").path("k").asText()).isEqualTo("v");
    assertThat(data.path("responders").path(0).path("id").asText()).isEqualTo(team);
    assertThat(data.path("responders").path(0).has("name")).isFalse();
    assertThat(data.path("acknowledged").asBoolean()).isFalse();
    assertThat(data.path("count").asInt()).isEqualTo(1);
    assertThat(data.path("priority").asText()).isEqualTo("P3");
    assertThat(data.path("createdAt").asText()).isEqualTo("2026-11-20T12:00:00.000Z");
  }

  @Test
  void wantsANoteThatSaysSomething() throws IOException {
    create(ALIAS);
    String path = "/v2/alerts/1/notes?identifierType=tiny";

    assertThat(api.post(path, "{}").status()).isEqualTo(422);
    assertThat(api.post(path, "{'note': ''}").status()).isEqualTo(422);
    assertThat(api.post(path, "{'note': '" + "n".repeat(25_001) + "'}").status()).isEqualTo(422);
    assertThat(alert().notes()).isEmpty();
  }

  @Test
  void letsPeopleActAtOnce() throws IOException {
    create(ALIAS);

    opsgenie.noteAs(BOB, ALIAS, "on it");
    assertThat(opsgenie.acknowledgeAs(BOB, alert().id())).isTrue();
    assertThat(opsgenie.acknowledgeAs(ALICE, ALIAS)).isFalse();
    assertThat(opsgenie.closeAs(ALICE, ALIAS)).isTrue();
    assertThat(opsgenie.closeAs(ALICE, ALIAS)).isFalse();

    assertThat(alert().notes()).extracting(AlertNote::owner).containsExactly(BOB);
    assertThat(alert().owner()).isEqualTo(BOB);
    assertThat(alert().status()).isEqualTo("closed");
    assertThat(alert().logs().getLast().owner()).isEqualTo(ALICE);
  }
}
