package dev.sallyport.simulators.pagerduty;

import java.net.URI;
import java.util.Set;

/**
 * A webhook subscription as it stands.
 *
 * @param secret signs its deliveries; PagerDuty itself tells it once, when the subscription is made
 * @param temporarilyDisabled nothing is sent or kept for a day, after three drops in a row
 */
public record Subscription(
    String id,
    URI url,
    String secret,
    String description,
    Set<String> events,
    boolean active,
    boolean temporarilyDisabled) {
  public Subscription {
    events = Set.copyOf(events);
  }

  @Override
  public String toString() {
    return "Subscription[id=" + id + ", url=" + url + ", events=" + events + "]";
  }
}
