package dev.sallyport.simulators.opsgenie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ListsTest extends OpsgenieTestBase {
  private void fillAlerts() throws IOException {
    create(ALIAS);
    act("close", "{}");
    create(ALIAS);
    api.post(
        "/v2/alerts",
        "{'message': 'Disk Full', 'alias': 'other', 'priority': 'P1', 'tags':"
            + " ['teleport-cluster:a.b', 'x']}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status:open                                            | 3 2",
        "status: closed                                         | 1",
        "status : open AND alias : other                        | 3",
        "alias:\"teleport-access-request/11111111\"             | 2 1",
        "status:open AND alias:\"teleport-access-request/11111111\" | 2",
        "tag:\"teleport-cluster:a.b\" AND status:open           | 3",
        "tag:\"teleport-cluster:a\"                             | none",
        "tag:x                                                  | 3",
        "priority:P3                                            | 2 1",
        "message:\"disk full\"                                  | 3",
        "alias:teleport-access-request                          | none"
      })
  void searches(String query, String found) throws IOException {
    fillAlerts();

    assertThat(numbers("/v2/alerts?query=" + encode(query)))
        .isEqualTo(found.equals("none") ? List.of() : List.of(found.split(" ", -1)));
  }

  @Test
  void listsAllYoungestFirst() throws IOException {
    fillAlerts();

    assertThat(numbers("/v2/alerts")).containsExactly("3", "2", "1");
    assertThat(numbers("/v2/alerts?query=")).containsExactly("3", "2", "1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status:open OR status:closed",
        "status:open status:closed",
        "status:pending",
        "NOT status:open",
        "tag:teleport-cluster:a.b",
        "tag:\"unfinished",
        "colour:red",
        "open",
        "status:open AND"
      })
  void refusesSearchesThatItDoesNotSpeak(String query) throws IOException {
    fillAlerts();

    assertThat(api.get("/v2/alerts?query=" + encode(query)).status()).isEqualTo(422);
  }

  @Test
  void showsNoDescriptionInAList() throws IOException {
    create(ALIAS);

    JsonNode item = api.get("/v2/alerts").json().path("data").path(0);

    assertThat(item.path("alias").asText()).isEqualTo(ALIAS);
    assertThat(item.has("description")).isFalse();
    assertThat(item.has("details")).isFalse();
  }

  @Test
  void followsPages() throws IOException {
    for (int i = 0; i < 5; i++) {
      create("a/" + i);
    }
    List<String> seen = new ArrayList<>();
    String path = "/v2/alerts?limit=2&sort=tinyId&order=asc&query=status%3Aopen";
    JsonNode page = api.get(path).json();
    assertThat(page.path("paging").has("prev")).isFalse();
    while (true) {
      page.path("data").forEach(it -> seen.add(it.path("tinyId").asText()));
      String next = page.path("paging").path("next").asText();
      if (next.isEmpty()) {
        break;
      }
      assertThat(next).startsWith(opsgenie.url() + "/v2/alerts?");
      page = api.get(next).json();
    }

    assertThat(seen).containsExactly("1", "2", "3", "4", "5");
    assertThat(page.path("paging").path("last").asText()).contains("offset=4");
    assertThat(page.path("paging").path("prev").asText()).contains("offset=2");
    assertThat(page.path("paging").path("first").asText()).contains("offset=0");
  }

  @Test
  void listsTwentyAndNoMoreThanAHundred() throws IOException {
    for (int i = 0; i < 21; i++) {
      create("a/" + i);
    }

    assertThat(numbers("/v2/alerts")).hasSize(20).startsWith("21");
    assertThat(api.get("/v2/alerts?limit=100").status()).isEqualTo(200);
    assertThat(api.get("/v2/alerts?limit=101").status()).isEqualTo(422);
    assertThat(api.get("/v2/alerts?limit=0").status()).isEqualTo(422);
    assertThat(api.get("/v2/alerts?offset=-1").status()).isEqualTo(422);
    assertThat(api.get("/v2/alerts?offset=19981").status()).isEqualTo(422);
    assertThat(api.get("/v2/alerts?sort=colour").status()).isEqualTo(422);
    assertThat(api.get("/v2/alerts?order=up").status()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"asc", "desc"})
  void followsNotes(String order) throws IOException {
    create(ALIAS);
    for (int i = 1; i <= 5; i++) {
      act("notes", "{'note': 'n" + i + "'}");
    }
    List<String> seen = new ArrayList<>();
    JsonNode page =
        api.get("/v2/alerts/" + ENCODED + "/notes?identifierType=alias&limit=2&order=" + order)
            .json();
    while (true) {
      page.path("data").forEach(it -> seen.add(it.path("note").asText()));
      String next = page.path("paging").path("next").asText();
      if (next.isEmpty()) {
        break;
      }
      page = api.get(next).json();
    }

    List<String> oldestFirst = List.of("n1", "n2", "n3", "n4", "n5");
    assertThat(seen).isEqualTo(order.equals("asc") ? oldestFirst : oldestFirst.reversed());
  }

  @Test
  void goesBackFromAnOffset() throws IOException {
    create(ALIAS);
    act("notes", "{'note': 'n1'}");
    act("notes", "{'note': 'n2'}");
    String path = "/v2/alerts/1/notes?identifierType=tiny&order=asc";
    String second = api.get(path).json().path("data").path(1).path("offset").asText();

    JsonNode before = api.get(path + "&direction=prev&offset=" + second).json().path("data");

    assertThat(before).hasSize(1);
    assertThat(before.path(0).path("note").asText()).isEqualTo("n1");
    assertThat(api.get(path + "&direction=up").status()).isEqualTo(422);
    assertThat(api.get(path + "&offset=1_1").status()).isEqualTo(422);
  }

  @Test
  void logsWhatHappened() throws IOException {
    create(ALIAS);
    opsgenie.acknowledgeAs(BOB, ALIAS);

    JsonNode logs = api.get("/v2/alerts/1/logs?identifierType=tiny").json().path("data");

    assertThat(logs).hasSize(2);
    assertThat(logs.path(0).path("owner").asText()).isEqualTo(BOB);
    assertThat(logs.path(0).path("log").asText()).isEqualTo("Alert acknowledged");
    assertThat(logs.path(0).path("type").asText()).isEqualTo("system");
    assertThat(logs.path(0).path("offset").asText()).isNotEmpty();
    assertThat(api.get("/v2/alerts/none/notes").status()).isEqualTo(404);
  }

  private List<String> numbers(String path) throws IOException {
    return api.get(path)
        .json()
        .path("data")
        .valueStream()
        .map(it -> it.path("tinyId").asText())
        .toList();
  }
}
