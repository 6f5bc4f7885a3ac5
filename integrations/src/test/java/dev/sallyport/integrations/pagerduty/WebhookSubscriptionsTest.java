package dev.sallyport.integrations.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sallyport.integrations.http.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookSubscriptionsTest extends PagerDutyClientTestBase {
  private static final String URL = "https://abc.example.com/webhooks/pagerduty";

  private static String subscription(String secret, boolean active) {
    return ("{'webhook_subscription': {'id': 'PWH0001', 'type': 'webhook_subscription',"
            + " 'description': 'Sallyport', 'active': %s, 'events': ['incident.annotated',"
            + " 'incident.resolved'], 'filter': {'type': 'service_reference', 'id': 'PSVC001'},"
            + " 'delivery_method': {'type': 'http_delivery_method', 'url': '%s', 'secret': %s,"
            + " 'temporarily_disabled': false}}}")
        .formatted(active, URL, secret);
  }

  private static WebhookSubscription known(boolean active) {
    return new WebhookSubscription(
        "PWH0001",
        URL,
        "Sallyport",
        List.of("incident.annotated", "incident.resolved"),
        "service_reference",
        Optional.of("PSVC001"),
        active,
        false);
  }

  @Test
  void makesOneThatDeliversNothingYet() throws JsonProcessingException {
    server.answers(201, subscription("'canary-secret-0001'", false));
    WebhookSubscription.Created made =
        ok(client.webhooks().create(URL, "Sallyport", Optional.of("PSVC001")));
    assertThat(made.secret()).isEqualTo("canary-secret-0001");
    assertThat(made.subscription()).isEqualTo(known(false));
    assertThat(made.toString()).doesNotContain("canary");
    assertThat(server.only().method() + server.only().rawPath())
        .isEqualTo("POST/webhook_subscriptions");
    assertThat(new ObjectMapper().readTree(server.only().body()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {'webhook_subscription': {'type': 'webhook_subscription', 'active': false,
                      'description': 'Sallyport',
                      'delivery_method': {'type': 'http_delivery_method', 'url': '%s'},
                      'events': ['incident.annotated', 'incident.resolved'],
                      'filter': {'type': 'service_reference', 'id': 'PSVC001'}}}\
                    """
                        .formatted(URL)
                        .replace('\'', '"')));
  }

  @Test
  void theWholeAccountHasNoId() {
    server.answers(200, subscription("'canary-secret-0001'", false));
    client.webhooks().create(URL, "Sallyport", Optional.empty());
    assertThat(server.only().body()).contains("\"filter\":{\"type\":\"account_reference\"}");
  }

  @Test
  void withoutItsSecretANewOneIsOfNoUse() {
    server.answers(201, subscription("null", false));
    assertThat(client.webhooks().create(URL, "x", Optional.empty()))
        .isInstanceOf(Reply.Unknown.class);
  }

  @Test
  void listsActivatesEnablesPingsAndDeletes() {
    String one = subscription("null", true);
    String only = one.substring("{'webhook_subscription': ".length(), one.length() - 1);
    server
        .answers(200, "{'webhook_subscriptions': [" + only + "], 'more': false, 'limit': 100}")
        .answers(200, one)
        .answers(200, one)
        .answers(202, "")
        .answers(204, "")
        .answers(404, "");
    WebhookSubscriptions webhooks = client.webhooks();
    assertThat(ok(webhooks.list())).containsExactly(known(true));
    assertThat(ok(webhooks.activate("PWH0001"))).isEqualTo(known(true));
    assertThat(ok(webhooks.enable("PWH0001"))).isEqualTo(known(true));
    assertThat(ok(webhooks.ping("PWH0001"))).isTrue();
    assertThat(ok(webhooks.delete("PWH0001"))).isTrue();
    assertThat(ok(webhooks.delete("PWH0001"))).as("gone already").isFalse();
    assertThat(server.seen())
        .extracting(seen -> seen.method() + " " + seen.rawPath())
        .containsExactly(
            "GET /webhook_subscriptions",
            "PUT /webhook_subscriptions/PWH0001",
            "POST /webhook_subscriptions/PWH0001/enable",
            "POST /webhook_subscriptions/PWH0001/ping",
            "DELETE /webhook_subscriptions/PWH0001",
            "DELETE /webhook_subscriptions/PWH0001");
    assertThat(server.seen().get(1).body())
        .isEqualTo(
            "{\"webhook_subscription\":{\"type\":\"webhook_subscription\",\"active\":true}}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "PWH 1", "é"})
  void whatIsNoIdIsNotAskedFor(String id) {
    assertThat(client.webhooks().delete(id)).isInstanceOf(Reply.Rejected.class);
    assertThat(server.seen()).isEmpty();
  }
}
