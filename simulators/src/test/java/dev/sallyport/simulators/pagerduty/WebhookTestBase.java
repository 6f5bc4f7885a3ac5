package dev.sallyport.simulators.pagerduty;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An account with an incident, and an endpoint that nobody has subscribed to yet. */
abstract class WebhookTestBase extends PagerDutyTestBase {
  static final String[] USUAL = {
    "incident.triggered",
    "incident.acknowledged",
    "incident.annotated",
    "incident.resolved",
    "incident.reopened"
  };

  final WebhookReceiver endpoint = new WebhookReceiver();
  final Webhooks webhooks = pagerDuty.webhooks();
  String incident = "";

  @BeforeEach
  void create() throws IOException {
    incident = newIncident("key/1");
  }

  @AfterEach
  void closeEndpoint() {
    endpoint.close();
  }

  String newIncident(String key) throws IOException {
    return api.create(service, key).body().path("incident").path("id").asText();
  }

  Subscription subscribe() {
    return webhooks.subscribe(endpoint.url(), USUAL);
  }
}
