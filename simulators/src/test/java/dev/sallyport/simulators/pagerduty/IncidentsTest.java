package dev.sallyport.simulators.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.pagerduty.Caller.Reply;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IncidentsTest extends PagerDutyTestBase {
  @Test
  void createsAnIncident() throws IOException {
    Reply created = api.create(service, "key/1");

    assertThat(created.status()).isEqualTo(201);
    var incident = created.body().path("incident");
    assertThat(incident.path("id").asText()).hasSize(14).startsWith("Q");
    assertThat(incident.path("type").asText()).isEqualTo("incident");
    assertThat(incident.path("incident_number").asLong()).isEqualTo(1);
    assertThat(incident.path("summary").asText()).isEqualTo("[#1] Access requested");
    assertThat(incident.path("status").asText()).isEqualTo("triggered");
    assertThat(incident.path("incident_key").asText()).isEqualTo("key/1");
    assertThat(incident.path("service").path("id").asText()).isEqualTo(service);
    assertThat(incident.path("created_at").asText()).isEqualTo("2026-11-20T12:00:00Z");
    assertThat(incident.path("urgency").asText()).isEqualTo("high");
    assertThat(incident.path("resolved_at").isNull()).isTrue();
    assertThat(pagerDuty.incidents())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.details()).isEqualTo("Please look");
              assertThat(it.history())
                  .containsExactly(new StatusChange("triggered", Caller.ALICE, clock.instant()));
            });
  }

  @Test
  void refusesAWriteWithoutFrom() throws IOException {
    String body = Caller.quoted(Caller.incident(service, "key/1"));

    Reply reply = api.send(api.request("/incidents").POST(BodyPublishers.ofString(body)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(2003);
    assertThat(pagerDuty.incidents()).isEmpty();
  }

  @Test
  void refusesAnUnknownFrom() throws IOException {
    String body = Caller.quoted(Caller.incident(service, "key/1"));

    Reply reply =
        api.send(
            api.request("/incidents")
                .header("From", "nobody@example.com")
                .POST(BodyPublishers.ofString(body)));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isEqualTo(1008);
  }

  @Test
  void refusesASecondOpenIncidentWithTheSameKey() throws IOException {
    api.create(service, "key/1");

    Reply second = api.create(service, "key/1");

    assertThat(second.status()).isEqualTo(400);
    assertThat(second.code()).isEqualTo(2001);
    assertThat(pagerDuty.incidents()).hasSize(1);
  }

  @Test
  void keepsKeysApartByService() throws IOException {
    String other = pagerDuty.addService("Search");

    assertThat(api.create(service, "key/1").status()).isEqualTo(201);
    assertThat(api.create(other, "key/1").status()).isEqualTo(201);
  }

  @Test
  void freesTheKeyOnceResolved() throws IOException {
    String first = id(api.create(service, "key/1"));
    pagerDuty.resolveAs(bob, first);

    assertThat(api.create(service, "key/1").status()).isEqualTo(201);
    assertThat(pagerDuty.incidents())
        .extracting(Incident::status)
        .containsExactly("resolved", "triggered");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'incident': {'type': 'incident', 'service': SERVICE}}",
        "{'incident': {'title': 'T', 'service': SERVICE}}",
        "{'incident': {'type': 'incident', 'title': 'T'}}",
        "{'incident': {'type': 'incident', 'title': 'T', 'service': {'id': 'PNONE', 'type':"
            + " 'service_reference'}}}",
        "{'incident': {'type': 'incident', 'title': 'T', 'service': SERVICE, 'urgency': 'huge'}}",
        "{'incident': {'type': 'incident', 'title': 'T', 'service': SERVICE, 'body': {'type':"
            + " 'incident_body', 'details': {'a': 1}}}}",
        "{'incident': {'type': 'incident', 'title': 'T', 'service': SERVICE, 'assignments': [],"
            + " 'escalation_policy': {}}}",
        "{'incident': []}",
        "not json",
      })
  void refusesABadBody(String body) throws IOException {
    String reference = "{'id': '" + service + "', 'type': 'service_reference'}";

    Reply reply = api.post("/incidents", body.replace("SERVICE", reference));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.code()).isIn(2001, 2003);
    assertThat(pagerDuty.incidents()).isEmpty();
  }

  @Test
  void limitsTitlesTo1024Characters() throws IOException {
    String body = Caller.incident(service, "key/1");

    assertThat(api.post("/incidents", body.replace("Access requested", "é".repeat(1025))).status())
        .isEqualTo(400);
    assertThat(api.post("/incidents", body.replace("Access requested", "é".repeat(1024))).status())
        .isEqualTo(201);
  }

  @Test
  void acknowledgesWhenTheCreatorIsTheAssignee() throws IOException {
    pagerDuty.putOnCall(alice, service, 1);

    assertThat(api.create(service, "key/1").body().path("incident").path("status").asText())
        .isEqualTo("acknowledged");
  }

  @Test
  void acknowledgesResolvesAndReopens() throws IOException {
    String id = id(api.create(service, "key/1"));
    clock.advance(Duration.ofMinutes(1));
    assertThat(status(api.put("/incidents/" + id, change("acknowledged"))))
        .isEqualTo("acknowledged");
    assertThat(status(api.put("/incidents/" + id, change("resolved")))).isEqualTo("resolved");
    assertThat(status(api.put("/incidents/" + id, change("triggered")))).isEqualTo("triggered");

    assertThat(pagerDuty.incidents().getFirst().history())
        .extracting(StatusChange::status)
        .containsExactly("triggered", "acknowledged", "resolved", "triggered");
    assertThat(pagerDuty.incidents().getFirst().history().get(1).at()).isEqualTo(clock.instant());
  }

  @Test
  void reopensByAcknowledging() throws IOException {
    String id = id(api.create(service, "key/1"));
    pagerDuty.resolveAs(bob, id);

    assertThat(status(api.put("/incidents/" + id, change("acknowledged"))))
        .isEqualTo("acknowledged");
  }

  @Test
  void refusesToResolveTwice() throws IOException {
    String id = id(api.create(service, "key/1"));
    api.put("/incidents/" + id, change("resolved"));

    Reply again = api.put("/incidents/" + id, change("resolved"));

    assertThat(again.status()).isEqualTo(400);
    assertThat(again.code()).isEqualTo(1001);
  }

  @Test
  void refusesAnUnknownStatus() throws IOException {
    String id = id(api.create(service, "key/1"));

    assertThat(api.put("/incidents/" + id, change("closed")).code()).isEqualTo(1003);
  }

  @Test
  void changesTheTitle() throws IOException {
    String id = id(api.create(service, "key/1"));

    Reply reply =
        api.put("/incidents/" + id, "{'incident': {'type': 'incident_reference', 'title': 'New'}}");

    assertThat(reply.body().path("incident").path("title").asText()).isEqualTo("New");
    assertThat(status(reply)).isEqualTo("triggered");
  }

  @Test
  void changesManyAtOnce() throws IOException {
    String first = id(api.create(service, "key/1"));
    String second = id(api.create(service, "key/2"));

    Reply reply = api.put("/incidents", bulk(List.of(first, second)));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(pagerDuty.incidents()).extracting(Incident::status).containsOnly("resolved");
  }

  @Test
  void changesNothingWhenOneOfManyIsUnknown() throws IOException {
    String first = id(api.create(service, "key/1"));

    Reply reply = api.put("/incidents", bulk(List.of(first, "PNONE")));

    assertThat(reply.code()).isEqualTo(1004);
    assertThat(pagerDuty.incidents()).extracting(Incident::status).containsOnly("triggered");
  }

  @Test
  void refusesMoreThan250Changes() throws IOException {
    List<String> ids = IntStream.range(0, 251).mapToObj(i -> "P" + i).toList();

    assertThat(api.put("/incidents", bulk(ids)).status()).isEqualTo(413);
  }

  @Test
  void keepsNotesInOrderWithTheirAuthor() throws IOException {
    String id = id(api.create(service, "key/1"));
    Reply added = api.post("/incidents/" + id + "/notes", "{'note': {'content': 'first é✓'}}");
    pagerDuty.noteAs(bob, id, "second");

    assertThat(added.status()).isEqualTo(200);
    assertThat(added.body().path("note").path("id").asText()).isNotEmpty();
    assertThat(added.body().path("note").path("user").path("id").asText()).isEqualTo(alice);
    var notes = api.get("/incidents/" + id + "/notes").body().path("notes");
    assertThat(notes.findValuesAsText("content")).containsExactly("first é✓", "second");
    assertThat(pagerDuty.incidents().getFirst().notes())
        .extracting(Note::user)
        .containsExactly(Caller.ALICE, Caller.BOB);
  }

  @Test
  void refusesAnEmptyNote() throws IOException {
    String id = id(api.create(service, "key/1"));

    assertThat(api.post("/incidents/" + id + "/notes", "{'note': {'content': ''}}").status())
        .isEqualTo(400);
  }

  @Test
  void logsEverythingNewestFirst() throws IOException {
    String id = id(api.create(service, "key/1"));
    pagerDuty.noteAs(bob, id, "looking");
    api.put(
        "/incidents/" + id,
        "{'incident': {'type': 'incident_reference', 'status': 'resolved', 'resolution':"
            + " 'approved'}}");

    var entries = api.get("/incidents/" + id + "/log_entries").body().path("log_entries");

    assertThat(entries.valueStream().map(it -> it.path("type").asText()))
        .containsExactly("resolve_log_entry", "annotate_log_entry", "trigger_log_entry");
    assertThat(entries.path(0).path("summary").asText()).isEqualTo("approved");
    assertThat(entries.path(1).path("agent").path("id").asText()).isEqualTo(bob);
  }

  @Test
  void knowsNoOtherIncident() throws IOException {
    assertThat(api.get("/incidents/PNONE").code()).isEqualTo(2100);
    assertThat(api.put("/incidents/PNONE", change("resolved")).status()).isEqualTo(404);
    assertThat(api.get("/incidents/PNONE/notes").status()).isEqualTo(404);
  }

  private static String id(Reply reply) {
    return reply.body().path("incident").path("id").asText();
  }

  private static String status(Reply reply) {
    return reply.body().path("incident").path("status").asText();
  }

  private static String change(String status) {
    return "{'incident': {'type': 'incident_reference', 'status': '" + status + "'}}";
  }

  private static String bulk(List<String> ids) {
    return ids.stream()
        .map(id -> "{'id': '" + id + "', 'type': 'incident_reference', 'status': 'resolved'}")
        .collect(Collectors.joining(",", "{'incidents': [", "]}"));
  }
}
