package dev.sallyport.integrations.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.integrations.http.MovableClock;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.http.ScriptedServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;

/** A client and a server whose answers the test writes down. */
abstract class PagerDutyClientTestBase {
  static final String KEY = "canary-key-7f3a";
  static final String FROM = "teleport@example.com";
  static final String INCIDENT =
      """
      {'id': 'PINC001', 'type': 'incident', 'incident_number': 1234, 'title': 'Access requested',
       'summary': '[#1234] Access requested', 'status': '%s', 'urgency': 'high',
       'incident_key': '%s', 'html_url': 'https://example.pagerduty.com/incidents/PINC001',
       'service': {'id': 'PSVC001', 'type': 'service_reference', 'summary': 'Payments'},
       'assignments': [], 'created_at': '2026-11-20T12:00:00Z', 'resolved_at': null}\
      """;
  static final String REQUEST_KEY = "teleport-access-request/0193";

  final ScriptedServer server = new ScriptedServer();
  final MovableClock clock = new MovableClock();
  final AtomicReference<String> key = new AtomicReference<>(KEY);
  final PagerDutyClient client =
      new PagerDutyClient(
          server.url(), key::get, FROM, clock, Duration.ofSeconds(3), Duration.ofMillis(800));

  @AfterEach
  void stop() {
    server.close();
  }

  static String incident(String status) {
    return "{'incident': " + INCIDENT.formatted(status, REQUEST_KEY) + "}";
  }

  static <T> T ok(Reply<T> reply) {
    assertThat(reply).isInstanceOf(Reply.Ok.class);
    return ((Reply.Ok<T>) reply).value();
  }

  Reply<Incident> create() {
    return client.createIncident("Access requested", "PSVC001", REQUEST_KEY, "Please look");
  }
}
