package dev.sallyport.integrations.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.http.ScriptedServer.Seen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PagerDutyClientWriteTest extends PagerDutyClientTestBase {
  @Test
  void createsAnIncident() throws JsonProcessingException {
    server.answers(201, incident("triggered"));

    assertThat(ok(create()).id()).isEqualTo("PINC001");

    Seen seen = server.only();
    assertThat(seen.method() + " " + seen.rawPath()).isEqualTo("POST /incidents");
    assertThat(seen.header("From")).isEqualTo(FROM);
    assertThat(seen.header("Content-type")).isEqualTo("application/json");
    assertThat(json(seen.body()))
        .isEqualTo(
            json(
                """
                {'incident': {'type': 'incident', 'title': 'Access requested',
                  'incident_key': 'teleport-access-request/0193',
                  'service': {'id': 'PSVC001', 'type': 'service_reference'},
                  'body': {'type': 'incident_body', 'details': 'Please look'}}}\
                """));
  }

  @Test
  void tellsAKeyInUseAsARejection() {
    server.answers(
        400,
        """
        {'error': {'message': 'Invalid Input Provided', 'code': 2001,
          'errors': ['Open incident with matching dedup key already exists on this service']}}\
        """);

    assertThat(create())
        .isEqualTo(
            new Reply.Rejected<>(
                400,
                2001,
                "Invalid Input Provided (Open incident with matching dedup key already exists on"
                    + " this service)"));
  }

  @Test
  void readsErrorsInTheNewerShape() {
    server.answers(
        400, "{'error': {'message': 'Invalid', 'code': 2001, 'errors': {'title': ['too long']}}}");

    assertThat(create()).isEqualTo(new Reply.Rejected<>(400, 2001, "Invalid (too long)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html>", "{}", "{'incident': {}}", "{'incident': {'id': '', 'status': 'x'}}"})
  void doesNotKnowAfterAnUnusableAnswer(String body) {
    server.answers(201, body);

    assertThat(create()).isInstanceOf(Reply.Unknown.class);
  }

  @Test
  void addsANote() throws JsonProcessingException {
    server.answers(
        200,
        """
        {'note': {'id': 'PNOTE01', 'content': 'é✓', 'created_at': '2026-11-20T12:00:00Z',
          'user': {'id': 'PUSR001', 'type': 'user_reference'}}}\
        """);

    assertThat(ok(client.addNote("PINC001", "é✓")).id()).isEqualTo("PNOTE01");
    assertThat(server.only().rawPath()).isEqualTo("/incidents/PINC001/notes");
    assertThat(json(server.only().body())).isEqualTo(json("{'note': {'content': 'é✓'}}"));
  }

  @Test
  void doesNotKnowAboutANoteWithoutAnId() {
    server.answers(200, "{'note': {'id': ''}}");

    assertThat(client.addNote("PINC001", "text")).isInstanceOf(Reply.Unknown.class);
  }

  @Test
  void resolves() throws JsonProcessingException {
    server.answers(200, incident("resolved"));

    assertThat(ok(client.resolve("PINC001"))).isEqualTo(Resolution.NOW);
    assertThat(server.only().method()).isEqualTo("PUT");
    assertThat(json(server.only().body()))
        .isEqualTo(json("{'incident': {'type': 'incident_reference', 'status': 'resolved'}}"));
  }

  @Test
  void isContentWhenItWasResolvedBefore() {
    server.answers(
        400, "{'error': {'message': 'Incident Already Resolved', 'code': 1001, 'errors': []}}");

    assertThat(ok(client.resolve("PINC001"))).isEqualTo(Resolution.EARLIER);
  }

  @Test
  void doesNotTakeAnUnresolvedIncidentForResolved() {
    server.answers(200, incident("acknowledged"));

    assertThat(client.resolve("PINC001")).isInstanceOf(Reply.Unknown.class);
  }

  @Test
  void retitles() throws JsonProcessingException {
    server.answers(200, incident("triggered"));

    assertThat(ok(client.retitle("PINC001", "New")).id()).isEqualTo("PINC001");
    assertThat(json(server.only().body()))
        .isEqualTo(json("{'incident': {'type': 'incident_reference', 'title': 'New'}}"));
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }
}
