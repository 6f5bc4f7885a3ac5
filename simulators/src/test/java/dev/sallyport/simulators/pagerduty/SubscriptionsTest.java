package dev.sallyport.simulators.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.simulators.pagerduty.Caller.Reply;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubscriptionsTest extends WebhookTestBase {
  private static final String GOOD =
      """
      {'webhook_subscription': {'type': 'webhook_subscription', 'description': 'Ours',
        'delivery_method': {'type': 'http_delivery_method', 'url': 'URL',
          'custom_headers': [{'name': 'X-Ours', 'value': 'of-this-test'}]},
        'events': ['incident.annotated', 'incident.resolved'],
        'filter': {'id': 'SERVICE', 'type': 'service_reference'}}}\
      """;

  @Test
  void createsASubscription() throws IOException {
    Reply reply = create(GOOD);

    assertThat(reply.status()).isEqualTo(200);
    JsonNode made = made(reply);
    assertThat(made.path("id").asText()).startsWith("P");
    assertThat(made.path("type").asText()).isEqualTo("webhook_subscription");
    assertThat(made.path("active").asBoolean()).isTrue();
    assertThat(made.path("description").asText()).isEqualTo("Ours");
    assertThat(made.path("events"))
        .extracting(JsonNode::asText)
        .containsExactly("incident.annotated", "incident.resolved");
    assertThat(made.path("filter").path("id").asText()).isEqualTo(service);
    assertThat(made.path("filter").path("type").asText()).isEqualTo("service_reference");
    JsonNode method = made.path("delivery_method");
    assertThat(method.path("url").asText()).isEqualTo(endpoint.url().toString());
    assertThat(method.path("secret").asText()).hasSize(64);
    assertThat(method.path("temporarily_disabled").asBoolean(true)).isFalse();
    assertThat(webhooks.subscriptions())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.id()).isEqualTo(made.path("id").asText());
              assertThat(it.secret()).isEqualTo(method.path("secret").asText());
              assertThat(it).asString().doesNotContain(it.secret());
            });
  }

  @Test
  void tellsTheSecretOnceAndNoHeaderAtAll() throws IOException {
    String path = path(create(GOOD));

    JsonNode read = made(api.get(path));
    JsonNode changed = made(api.put(path, "{'webhook_subscription': {'description': 'x'}}"));
    JsonNode listed = api.get("/webhook_subscriptions").body().path("webhook_subscriptions").get(0);

    for (JsonNode each : new JsonNode[] {read, changed, listed}) {
      JsonNode method = each.path("delivery_method");
      assertThat(method.path("secret").isNull()).isTrue();
      assertThat(method.path("custom_headers").get(0).path("name").asText()).isEqualTo("X-Ours");
      assertThat(method.path("custom_headers").get(0).path("value").asText())
          .isEqualTo("-- redacted --");
    }
  }

  @Test
  void sendsCustomHeaders() throws IOException {
    create(GOOD);

    pagerDuty.noteAs(bob, incident, "hello");
    webhooks.deliverDue();

    assertThat(endpoint.received.getFirst().header("X-Ours")).isEqualTo("of-this-test");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = '|',
      textBlock =
          """
          'webhook_subscription':      | 'something_else':
          'type': 'webhook_subscr      | 'type': 'other_subscr
          http_delivery_method         | smtp_delivery_method
          'url': 'http                 | 'url': 'ftp
          'url': 'URL'                 | 'url': 'not a url'
          'url': 'URL'                 | 'url': '/webhooks'
          'incident.annotated', 'incident.resolved' | ~~
          incident.annotated           | incident.imagined
          service_reference            | user_reference
          'id': 'SERVICE'              | 'id': 'PNOWHERE'
          'name': 'X-Ours'             | 'name': 'Host'
          'name': 'X-Ours'             | 'name': 'X Ours'
          'of-this-test'}              | 'of-this-test'}, {'name': 'x-ours', 'value': 'twice'}
          """)
  void refusesWhatIsWrong(String right, String wrong) throws IOException {
    String filled = filled(GOOD);
    String part = filled(right);
    assertThat(filled).contains(part);

    Reply reply = api.post("/webhook_subscriptions", filled.replace(part, wrong));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(webhooks.subscriptions()).isEmpty();
  }

  @Test
  void allowsTenOfTheSameFilter() throws IOException {
    for (int i = 0; i < 10; i++) {
      assertThat(create(GOOD).status()).isEqualTo(200);
    }

    assertThat(create(GOOD).code()).isEqualTo(2001);
    Subscription account = webhooks.subscribe(endpoint.url(), "incident.resolved");
    Reply moved =
        api.put(
            "/webhook_subscriptions/" + account.id(),
            "{'webhook_subscription': {'filter': {'id': '%s', 'type': 'service_reference'}}}"
                .formatted(service));
    assertThat(moved.status()).isEqualTo(400);
    assertThat(webhooks.subscriptions()).hasSize(11);
    for (int i = 0; i < 9; i++) {
      webhooks.subscribe(endpoint.url(), "incident.resolved");
    }
    assertThatThrownBy(() -> webhooks.subscribe(endpoint.url(), "incident.resolved"))
        .isInstanceOf(ApiError.class);
  }

  @Test
  void listsByFilterAndPages() throws IOException {
    create(GOOD);
    create(GOOD);
    create(GOOD.replace("service_reference", "team_reference").replace("SERVICE", "PTEAM01"));
    webhooks.subscribe(endpoint.url(), "incident.resolved");

    Reply page = api.get("/webhook_subscriptions?limit=3");
    assertThat(page.body().path("webhook_subscriptions")).hasSize(3);
    assertThat(page.body().path("more").asBoolean()).isTrue();
    assertThat(listed("?filter_type=account")).isEqualTo(1);
    assertThat(listed("?filter_type=service&filter_id=" + service)).isEqualTo(2);
    assertThat(listed("?filter_type=service&filter_id=PNOWHERE")).isZero();
    assertThat(listed("?filter_type=team")).isEqualTo(1);
    assertThat(api.get("/webhook_subscriptions?filter_type=user").status()).isEqualTo(400);
  }

  @Test
  void changesEverythingButTheWayOfDelivery() throws IOException {
    String path = path(create(GOOD));

    Reply reply =
        api.put(
            path,
            """
            {'webhook_subscription': {'description': 'Other', 'events': ['incident.triggered'],
              'active': false, 'filter': {'type': 'account_reference'},
              'delivery_method': {'type': 'http_delivery_method', 'url': 'https://evil.example/'}}}\
            """);

    assertThat(reply.status()).isEqualTo(200);
    JsonNode changed = made(api.get(path));
    assertThat(changed.path("description").asText()).isEqualTo("Other");
    assertThat(changed.path("events")).hasSize(1);
    assertThat(changed.path("active").asBoolean(true)).isFalse();
    assertThat(changed.path("filter").path("type").asText()).isEqualTo("account_reference");
    assertThat(changed.path("filter").has("id")).isFalse();
    assertThat(changed.path("delivery_method").path("url").asText())
        .isEqualTo(endpoint.url().toString());
    newIncident("key/2");
    assertThat(webhooks.pending()).as("not active").isEmpty();
  }

  @Test
  void deletesWithEverythingThatWaits() throws IOException {
    String path = path(create(GOOD));
    pagerDuty.noteAs(bob, incident, "hello");

    assertThat(api.send(api.request(path).DELETE()).status()).isEqualTo(204);

    assertThat(webhooks.deliverDue()).isZero();
    assertThat(webhooks.deliveries().getFirst().fate()).isEqualTo(DeliveryReport.Fate.DISCARDED);
    assertThat(api.get(path).status()).isEqualTo(404);
    assertThat(api.send(api.request(path).DELETE()).status()).isEqualTo(404);
    assertThatThrownBy(() -> webhooks.ping("PNOWHERE"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void pings() throws IOException {
    Reply created = create(GOOD);
    String secret = made(created).path("delivery_method").path("secret").asText();

    assertThat(api.post(path(created) + "/ping", "").status()).isEqualTo(202);
    webhooks.deliverDue();

    WebhookReceiver.Received ping = endpoint.received.getFirst();
    assertThat(ping.type()).isEqualTo("pagey.ping");
    assertThat(ping.event().path("resource_type").asText()).isEqualTo("pagey");
    assertThat(ping.event().path("data").path("type").asText()).isEqualTo("ping");
    assertThat(ping.header("X-PagerDuty-Signature")).isEqualTo(Signature.of(secret, ping.bytes()));
  }

  @Test
  void subscribesToOneServiceDirectly() throws IOException {
    String other = pagerDuty.addService("Other");
    webhooks.subscribeTo(other, endpoint.url(), "incident.triggered");
    webhooks.subscribe(URI.create("https://example.com/hooks"), "incident.annotated");

    newIncident("key/2");
    assertThat(webhooks.pending()).isEmpty();
    api.create(other, "key/3");
    assertThat(webhooks.pending()).hasSize(1);
  }

  private Reply create(String json) throws IOException {
    return api.post("/webhook_subscriptions", filled(json));
  }

  private String filled(String json) {
    return json.replace("URL", endpoint.url().toString()).replace("SERVICE", service);
  }

  private int listed(String query) throws IOException {
    return api.get("/webhook_subscriptions" + query).body().path("webhook_subscriptions").size();
  }

  private static JsonNode made(Reply reply) {
    return reply.body().path("webhook_subscription");
  }

  private static String path(Reply reply) {
    return "/webhook_subscriptions/" + made(reply).path("id").asText();
  }
}
