package dev.sallyport.simulators.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.simulators.http.Caller.Reply;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CreateTest extends OpsgenieTestBase {
  @Test
  void promisesAnAlert() throws IOException {
    Reply reply = api.post("/v2/alerts", alert(ALIAS));

    assertThat(reply.status()).isEqualTo(202);
    assertThat(reply.json().path("result").asText()).isEqualTo("Request will be processed");
    assertThat(reply.json().path("took").isNumber()).isTrue();
    String requestId = reply.json().path("requestId").asText();
    assertThat(reply.header("X-Request-ID")).isEqualTo(requestId);
    JsonNode status = status(requestId).json().path("data");
    assertThat(status.path("isSuccess").asBoolean()).isTrue();
    assertThat(status.path("success").asBoolean()).isTrue();
    assertThat(status.path("action").asText()).isEqualTo("Create");
    assertThat(status.path("alias").asText()).isEqualTo(ALIAS);
    assertThat(status.path("alertId").asText()).isEqualTo(alert().id());
    assertThat(status.path("processedAt").asText()).isEqualTo("2026-11-20T12:00:00.000Z");
  }

  @Test
  void keepsWhatItIsCreatedWith() throws IOException {
    api.post(
        "/v2/alerts",
        """
        {'message': 'Access requested', 'alias': '%s', 'description': 'because\\nof that',
         'responders': [{'type': 'schedule', 'name': 'Payments Rota'}, {'type': 'team', 'id': '%s'},
           {'type': 'user', 'username': 'ALICE@example.com'}],
         'visibleTo': [{'type': 'team', 'name': 'Platform'}],
         'tags': ['teleport', 'teleport-cluster:example.com'], 'details': {'id': '1'},
         'entity': 'access', 'source': 'sallyport', 'priority': 'P1', 'user': 'sallyport',
         'note': 'first'}\
        """
            .formatted(ALIAS, team));

    Alert alert = alert();
    assertThat(alert.tinyId()).isEqualTo("1");
    assertThat(alert.message()).isEqualTo("Access requested");
    assertThat(alert.description()).isEqualTo("because\nof that");
    assertThat(alert.responders())
        .extracting(Responder::type, Responder::name)
        .containsExactly(
            tuple("schedule", "Payments Rota"), tuple("team", "Platform"), tuple("user", ALICE));
    assertThat(alert.tags()).containsExactly("teleport", "teleport-cluster:example.com");
    assertThat(alert.details()).isEqualTo(Map.of("id", "1"));
    assertThat(alert.entity()).isEqualTo("access");
    assertThat(alert.source()).isEqualTo("sallyport");
    assertThat(alert.priority()).isEqualTo("P1");
    assertThat(alert.open()).isTrue();
    assertThat(alert.notes()).extracting(AlertNote::text).containsExactly("first");
    assertThat(alert.notes()).extracting(AlertNote::owner).containsExactly("sallyport");
  }

  @Test
  void fillsInWhatIsMissing() throws IOException {
    api.post("/v2/alerts", "{'message': 'hello'}");

    Alert alert = opsgenie.alerts().getFirst();
    assertThat(alert.alias()).isEqualTo(alert.id());
    assertThat(alert.priority()).isEqualTo("P3");
  }

  @Test
  void countsTheSameAliasWhileTheAlertIsOpen() throws IOException {
    create(ALIAS);
    String again = create(ALIAS);

    assertThat(opsgenie.alerts()).hasSize(1);
    assertThat(alert().count()).isEqualTo(2);
    JsonNode status = status(again).json().path("data");
    assertThat(status.path("isSuccess").asBoolean()).isTrue();
    assertThat(status.path("alertId").asText()).isEqualTo(alert().id());
  }

  @Test
  void opensAnotherAlertOnceTheAliasIsFree() throws IOException {
    create(ALIAS);
    act("close", "{}");

    create(ALIAS);

    assertThat(opsgenie.alerts()).extracting(Alert::status).containsExactly("closed", "open");
    assertThat(alert().tinyId()).isEqualTo("2");
    assertThat(alert().count()).isEqualTo(1);
  }

  @Test
  void failsAfterThePromiseWhenTheRulesSaySo() throws IOException {
    opsgenie.rejectNextAlert("Integration rules ignore it");

    Reply status = status(create(ALIAS));

    assertThat(status.status()).isEqualTo(200);
    JsonNode data = status.json().path("data");
    assertThat(data.path("isSuccess").isBoolean()).isTrue();
    assertThat(data.path("isSuccess").asBoolean()).isFalse();
    assertThat(data.path("status").asText()).isEqualTo("Integration rules ignore it");
    assertThat(data.path("alertId").asText()).isEmpty();
    assertThat(opsgenie.alerts()).isEmpty();
    create(ALIAS);
    assertThat(opsgenie.alerts()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "message, 130",
    "alias, 512",
    "description, 15000",
    "entity, 512",
    "source, 100",
    "user, 100",
    "note, 25000"
  })
  void limitsEachText(String field, int most) throws IOException {
    String full = "😀".repeat(most);

    assertThat(api.post("/v2/alerts", with(field, full)).status()).isEqualTo(202);
    Reply refused = api.post("/v2/alerts", with(field, full + "x"));

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors").path(field).asText()).isNotEmpty();
    assertThat(opsgenie.alerts()).hasSize(1);
  }

  private static String with(String field, String value) {
    String message = field.equals("message") ? "" : "'message': 'm', ";
    return "{" + message + "'" + field + "': '" + value + "'}";
  }

  @Test
  void limitsLists() throws IOException {
    assertThat(list("tags", "'t'", 20).status()).isEqualTo(202);
    assertThat(list("tags", "'t'", 21).status()).isEqualTo(422);
    assertThat(list("tags", "'" + "t".repeat(51) + "'", 1).status()).isEqualTo(422);
    assertThat(list("actions", "'a'", 11).status()).isEqualTo(422);
    assertThat(list("actions", "'" + "a".repeat(51) + "'", 1).status()).isEqualTo(422);
    String responder = "{'type': 'team', 'name': 'Platform'}";
    assertThat(list("responders", responder, 50).status()).isEqualTo(202);
    assertThat(list("responders", responder, 51).status()).isEqualTo(422);
    assertThat(list("visibleTo", responder, 51).status()).isEqualTo(422);
  }

  private Reply list(String field, String item, int times) throws IOException {
    String items = String.join(",", Collections.nCopies(times, item));
    return api.post("/v2/alerts", "{'message': 'm', '" + field + "': [" + items + "]}");
  }

  @Test
  void limitsDetailsAltogether() throws IOException {
    String half = "d".repeat(3999);

    assertThat(details("{'a': '%s', 'b': '%s'}".formatted(half, half)).status()).isEqualTo(202);
    assertThat(details("{'a': '%s', 'b': '%sx'}".formatted(half, half)).status()).isEqualTo(422);
    assertThat(details("{'a': 1}").status()).isEqualTo(422);
    assertThat(details("['a']").status()).isEqualTo(422);
  }

  private Reply details(String details) throws IOException {
    return api.post("/v2/alerts", "{'message': 'm', 'details': " + details + "}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'message': ''}",
        "{'message': ' '}",
        "{'message': 5}",
        "{'message': 'm', 'priority': 'P6'}",
        "{'message': 'm', 'tags': 'one'}",
        "{'message': 'm', 'responders': [{'name': 'Platform'}]}",
        "{'message': 'm', 'responders': [{'type': 'group', 'name': 'Platform'}]}",
        "{'message': 'm', 'responders': [{'type': 'team'}]}",
        "{'message': 'm', 'responders': [{'type': 'team', 'name': 'platform'}]}",
        "{'message': 'm', 'responders': [{'type': 'schedule', 'name': 'Platform'}]}",
        "{'message': 'm', 'responders': [{'type': 'team', 'id': 'Platform'}]}",
        "{'message': 'm', 'responders': [{'type': 'user', 'name': 'alice@example.com'}]}",
        "{'message': 'm', 'visibleTo': [{'type': 'schedule', 'name': 'Payments Rota'}]}"
      })
  void refusesWhatMakesNoSense(String body) throws IOException {
    Reply refused = api.post("/v2/alerts", body);

    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.json().path("errors")).isNotEmpty();
    assertThat(refused.json().path("requestId").asText()).isNotEmpty();
    assertThat(opsgenie.alerts()).isEmpty();
  }

  @Test
  void mayPromiseAnAlertForAnUnknownResponder() throws IOException {
    String body = "{'message': 'm', 'responders': [{'type': 'team', 'name': 'Nobody'}]}";
    opsgenie.setUnknownResponders(UnknownResponders.FAILED);
    String failed = api.post("/v2/alerts", body).json().path("requestId").asText();

    assertThat(status(failed).json().path("data").path("isSuccess").asBoolean()).isFalse();
    assertThat(opsgenie.alerts()).isEmpty();

    opsgenie.setUnknownResponders(UnknownResponders.IGNORED);
    api.post("/v2/alerts", body);
    assertThat(opsgenie.alerts())
        .singleElement()
        .satisfies(it -> assertThat(it.responders()).isEmpty());
  }

  @Test
  void wantsAJsonObject() throws IOException {
    assertThat(api.post("/v2/alerts", "[]").status()).isEqualTo(400);
    assertThat(api.post("/v2/alerts", "{'message':").status()).isEqualTo(400);
    assertThat(api.form("/v2/alerts", "message=m").status()).isEqualTo(415);
  }
}
