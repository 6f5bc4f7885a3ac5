package dev.sallyport.integrations.pagerduty;

import java.util.List;
import java.util.Optional;

/**
 * Where PagerDuty delivers events to (PagerDuty, Webhooks v3, Webhook subscriptions).
 *
 * @param filterType {@code service_reference}, {@code team_reference} or {@code account_reference}
 * @param filterId of the service or team
 * @param temporarilyDisabled after too many refusals nothing is delivered for a day
 */
public record WebhookSubscription(
    String id,
    String url,
    String description,
    List<String> events,
    String filterType,
    Optional<String> filterId,
    boolean active,
    boolean temporarilyDisabled) {
  public WebhookSubscription {
    events = List.copyOf(events);
  }

  /**
   * A new one.
   *
   * @param secret what it signs with; PagerDuty never shows it again
   */
  public record Created(WebhookSubscription subscription, String secret) {
    /** Never the secret. */
    @Override
    public String toString() {
      return "Created[" + subscription + "]";
    }
  }
}
