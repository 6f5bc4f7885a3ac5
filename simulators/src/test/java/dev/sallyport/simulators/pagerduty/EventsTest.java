package dev.sallyport.simulators.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.simulators.pagerduty.WebhookReceiver.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventsTest extends WebhookTestBase {
  private Subscription ours = new Subscription("", endpoint.url(), "", "", Set.of(), true, false);

  @BeforeEach
  void listen() {
    ours = subscribe();
  }

  @Test
  void tellsEverythingThatHappensWhoeverDoesIt() throws IOException {
    String second = newIncident("key/2");
    api.post("/incidents/" + second + "/notes", "{'note': {'content': 'ours'}}");
    pagerDuty.acknowledgeAs(bob, second);
    pagerDuty.noteAs(bob, second, "theirs");
    api.put(
        "/incidents/" + second,
        "{'incident': {'type': 'incident_reference', 'status': 'resolved'}}");
    api.put(
        "/incidents/" + second,
        "{'incident': {'type': 'incident_reference', 'status': 'triggered'}}");

    assertThat(webhooks.deliverDue()).isEqualTo(6);

    assertThat(endpoint.types())
        .containsExactly(
            "incident.triggered",
            "incident.annotated",
            "incident.acknowledged",
            "incident.annotated",
            "incident.resolved",
            "incident.reopened");
    assertThat(endpoint.received)
        .extracting(it -> it.event().path("agent").path("id").asText())
        .containsExactly(alice, alice, bob, bob, alice, alice);
  }

  @Test
  void sendsWhatPagerDutySends() throws IOException {
    newIncident("key/2");

    Received received = delivered();

    assertThat(received.header("User-Agent")).isEqualTo("PagerDuty-Webhook/V3.0");
    assertThat(received.header("Content-Type")).isEqualTo("application/json");
    assertThat(received.header("X-Webhook-Subscription")).isEqualTo(ours.id());
    assertThat(received.header("X-Webhook-Id")).hasSize(36);
    assertThat(received.header("X-PagerDuty-Signature"))
        .isEqualTo(Signature.of(ours.secret(), received.bytes()));
    JsonNode event = received.event();
    assertThat(event.path("id").asText()).hasSize(26).startsWith("01");
    assertThat(event.path("resource_type").asText()).isEqualTo("incident");
    assertThat(event.path("occurred_at").asText()).isEqualTo("2026-11-20T12:00:00.000Z");
    assertThat(event.path("agent").path("type").asText()).isEqualTo("user_reference");
    assertThat(event.path("client").isNull()).isTrue();
    JsonNode data = event.path("data");
    assertThat(data.path("type").asText()).isEqualTo("incident");
    assertThat(data.path("number").asLong()).isEqualTo(2);
    assertThat(data.has("incident_number")).isFalse();
    assertThat(data.path("status").asText()).isEqualTo("triggered");
    assertThat(data.path("incident_key").asText()).isEqualTo("key/2");
    assertThat(data.path("title").asText()).isEqualTo("Access requested");
    assertThat(data.path("service").path("id").asText()).isEqualTo(service);
    assertThat(data.path("assignees").isArray()).isTrue();
    assertThat(data.path("resolve_reason").isNull()).isTrue();
  }

  @Test
  void tellsANoteWithoutTheKey() throws IOException {
    String note = pagerDuty.noteAs(bob, incident, "é✓ \"quoted\" 🚪");

    Received received = delivered();

    JsonNode data = received.event().path("data");
    assertThat(data.path("type").asText()).isEqualTo("incident_note");
    assertThat(data.path("id").asText()).isEqualTo(note);
    assertThat(data.path("content").asText()).isEqualTo("é✓ \"quoted\" 🚪");
    assertThat(data.path("trimmed").asBoolean(true)).isFalse();
    assertThat(data.path("incident").path("id").asText()).isEqualTo(incident);
    assertThat(data.path("incident").path("type").asText()).isEqualTo("incident_reference");
    assertThat(received.text()).contains("é✓").doesNotContain("key/1");
    assertThat(received.header("X-PagerDuty-Signature"))
        .isEqualTo(Signature.of(ours.secret(), received.bytes()));
  }

  @Test
  void shortensLongNotes() throws IOException {
    pagerDuty.noteAs(bob, incident, "🚪".repeat(Events.LONGEST_NOTE + 1));

    JsonNode data = delivered().event().path("data");

    assertThat(data.path("trimmed").asBoolean()).isTrue();
    assertThat(data.path("content").asText()).isEqualTo("🚪".repeat(Events.LONGEST_NOTE));
  }

  @Test
  void tellsTheStateOfThen() throws IOException {
    pagerDuty.acknowledgeAs(bob, incident);
    pagerDuty.resolveAs(bob, incident);
    webhooks.deliverDue();

    assertThat(endpoint.received)
        .extracting(it -> it.event().path("data").path("status").asText())
        .containsExactly("acknowledged", "resolved");
  }

  @Test
  void tellsOnlyWhatWasAskedFor() throws IOException {
    webhooks.unsubscribe(ours.id());
    webhooks.subscribe(endpoint.url(), "incident.annotated");

    pagerDuty.acknowledgeAs(bob, incident);
    pagerDuty.noteAs(bob, incident, "hello");
    webhooks.deliverDue();

    assertThat(endpoint.types()).containsExactly("incident.annotated");
  }

  @Test
  void tellsEachSubscriptionTheSameEvent() throws IOException {
    Subscription second = subscribe();

    pagerDuty.noteAs(bob, incident, "hello");
    webhooks.deliverDue();

    assertThat(endpoint.received)
        .extracting(it -> it.header("X-Webhook-Subscription"))
        .containsExactly(ours.id(), second.id());
    assertThat(endpoint.received)
        .extracting(Received::text)
        .hasSize(2)
        .containsOnly(endpoint.received.getFirst().text());
    assertThat(endpoint.received)
        .extracting(it -> it.header("X-Webhook-Id"))
        .doesNotHaveDuplicates();
  }

  @Test
  void signsWithSeveralSecrets() throws IOException {
    webhooks.alsoSignWith(ours.id(), "another");
    pagerDuty.noteAs(bob, incident, "hello");

    Received received = delivered();

    assertThat(received.header("X-PagerDuty-Signature").split(",", -1))
        .containsExactly(
            Signature.of(ours.secret(), received.bytes()),
            Signature.of("another", received.bytes()));
  }

  @ParameterizedTest
  @CsvSource({
    "NO_AGENT, incident.annotated, ''",
    "BOT_AGENT, incident.annotated, bot_user_reference",
    "SERVICE_AGENT, incident.annotated, service_reference",
    "UNKNOWN_TYPE, incident.not_known_yet, user_reference"
  })
  void isOddAsTold(Oddity oddity, String type, String agent) throws IOException {
    webhooks.next(1, oddity);
    pagerDuty.noteAs(bob, incident, "odd");
    pagerDuty.noteAs(bob, incident, "usual");
    webhooks.deliverDue();

    JsonNode odd = endpoint.received.getFirst().event();
    assertThat(odd.path("event_type").asText()).isEqualTo(type);
    assertThat(odd.path("agent").path("type").asText()).isEqualTo(agent);
    JsonNode usual = endpoint.received.getLast().event();
    assertThat(usual.path("event_type").asText()).isEqualTo("incident.annotated");
    assertThat(usual.path("agent").path("type").asText()).isEqualTo("user_reference");
  }

  @Test
  void losesAndRepeatsAsTold() throws IOException {
    webhooks.next(1, Oddity.LOST);
    webhooks.next(1, Oddity.TWICE);
    pagerDuty.noteAs(bob, incident, "lost");
    pagerDuty.noteAs(bob, incident, "twice");

    assertThat(webhooks.deliverDue()).isEqualTo(2);

    assertThat(endpoint.received).extracting(Received::text).allMatch(it -> it.contains("twice"));
    assertThat(endpoint.received)
        .extracting(it -> it.header("X-Webhook-Id"))
        .containsOnly(endpoint.received.getFirst().header("X-Webhook-Id"));
  }

  @Test
  void isLateAsTold() throws IOException {
    webhooks.setDelay(Duration.ofMinutes(11));
    pagerDuty.noteAs(bob, incident, "late");

    assertThat(webhooks.deliverDue()).isZero();
    clock.advance(Duration.ofMinutes(11));

    assertThat(delivered().event().path("occurred_at").asText())
        .isEqualTo("2026-11-20T12:00:00.000Z");
  }

  @Test
  void letsTestsForge() {
    pagerDuty.noteAs(bob, incident, "hello");
    Delivery honest = webhooks.pending().getFirst();

    Delivery changed = honest.withBody(honest.body().replace("hello", "other"));
    Delivery resigned = changed.signedWith("guessed");

    assertThat(changed.headers()).isEqualTo(honest.headers());
    assertThat(resigned.headers())
        .containsEntry(Delivery.SIGNATURE, Signature.of("guessed", changed.bytes()));
    assertThat(resigned.webhookId()).isEqualTo(honest.webhookId());
    assertThat(honest.bytes()).isEqualTo(honest.body().getBytes(StandardCharsets.UTF_8));
    assertThat(List.of(honest, changed)).allMatch(it -> it.url().equals(endpoint.url()));
  }

  private Received delivered() {
    assertThat(webhooks.deliverDue()).isEqualTo(1);
    return endpoint.received.getLast();
  }
}
