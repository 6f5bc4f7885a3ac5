package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.PagerDutySignature;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.review.Gestures;
import dev.sallyport.integrations.http.MovableClock;
import dev.sallyport.integrations.http.ScriptedServer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** An incident of ours, people who write notes on it, and the memory of its announcement. */
final class NotedIncident implements AutoCloseable {
  static final String SECRET = "test-secret-not-real";
  static final String ID = "01995f3c-8a2b-7c4d-9e5f-102030405060";
  static final String KEY = "teleport-access-request/" + ID;
  static final String CLUSTER = "example.com";
  static final String TITLE = "[example.com] Access request from alice for editor";
  static final String COMMAND = "teleport deny 30405060 canary-reason";
  static final String FROM = "teleport@example.com";

  final ScriptedServer server = new ScriptedServer();
  final MovableClock clock = new MovableClock();
  final Instant occurred = clock.instant();
  String remembered =
      "{\"v\":1,\"notices\":[{\"to\":\"Duty\",\"state\":\"open\",\"ref\":\"PINC001\"}]}";
  boolean memoryDown;
  String title = TITLE;
  String key = KEY;
  String status = "triggered";
  int denials;
  private final PagerDutyClient client =
      new PagerDutyClient(
          server.url(),
          () -> "canary-key",
          FROM,
          clock,
          Duration.ofSeconds(3),
          Duration.ofSeconds(3));
  final PagerDutyMembers members = new PagerDutyMembers(client, FROM, () -> denials++, clock);
  final PagerDutyTeller teller = new PagerDutyTeller(client, CLUSTER, () -> denials++);
  private final PagerDutyGestures gestures =
      new PagerDutyGestures(
          VerificationSecrets.live(() -> SECRET, clock),
          client,
          members,
          new Remembered(),
          CLUSTER,
          () -> denials++,
          clock);

  private final class Remembered implements Memory {
    @Override
    public Entries read(String requestId) {
      if (memoryDown) {
        throw new Unavailable("memory is down");
      }
      return new Entries(
          requestId.equals(ID) ? Map.of(Memory.PLUGIN, Map.of("pagerduty", remembered)) : Map.of());
    }

    @Override
    public Written write(String requestId, Map<String, Change> changes) {
      throw new AssertionError("nothing is written here");
    }
  }

  /** The texts have single quotes. */
  static String annotated(String agent, String content, boolean trimmed) {
    return ("{'event':{'id':'01E','event_type':'incident.annotated','resource_type':'incident',"
            + "'occurred_at':'%s','agent':"
            + agent
            + ",'client':null,'data':{'incident':{'id':'PINC001','type':'incident_reference'},"
            + "'id':'PNOTE01','content':'"
            + content
            + "','trimmed':"
            + trimmed
            + ",'type':'incident_note'}}}")
        .replace('\'', '"');
  }

  static String person(String id) {
    return "{'id':'" + id + "','type':'user_reference','summary':'Bob Jones'}";
  }

  static String resolved(String agent, String key) {
    return ("{'event':{'id':'01E','event_type':'incident.resolved','resource_type':'incident',"
            + "'occurred_at':'%s','agent':"
            + agent
            + ",'data':{'id':'PINC001','type':'incident','status':'resolved','incident_key':'"
            + key
            + "'}}}")
        .replace('\'', '"');
  }

  NotedIncident showsTheIncident() {
    server.answers(
        200,
        "{'incident': {'id': 'PINC001', 'incident_number': 7, 'title': '%s', 'status': '%s',"
                .formatted(title, status)
            + " 'incident_key': '%s', 'service': {'id': 'PSVC1'}}}".formatted(key));
    return this;
  }

  NotedIncident showsTheUser(String id, String email) {
    server.answers(
        200,
        "{'user': {'id': '%s', 'type': 'user', 'name': 'Bob', 'email': '%s', 'role': 'user'}}"
            .formatted(id, email));
    return this;
  }

  NotedIncident showsTheNote(String id, String content, String user) {
    server.answers(
        200,
        ("{'notes': [{'id': 'P0', 'content': 'hello', 'user': {'id': 'P9'}}, {'id': '%s',"
                + " 'content': '%s', 'user': {'id': '%s', 'type': 'user_reference'}}]}")
            .formatted(id, content, user));
    return this;
  }

  Gestures.Reading read(String body) {
    return read(body, SECRET);
  }

  Gestures.Reading read(String body, String secret) {
    RawBody bytes = RawBody.of(body.formatted(occurred));
    return gestures.read(
        new SignedDelivery(bytes, PagerDutySignature.sign(bytes, secret), ""), occurred);
  }

  @Override
  public void close() {
    server.close();
  }
}
