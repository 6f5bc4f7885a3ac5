package dev.sallyport.simulators.pagerduty;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A webhook as it goes over the wire. It may be sent at once, later, changed, or more than once.
 *
 * @param subscription the id of the subscription
 * @param incident the id of the incident, or empty for a ping
 * @param eventType what the subscription was made for; the body may say something else
 * @param headers all that PagerDuty sends but for the host and the length
 * @param body UTF-8 when sent
 */
public record Delivery(
    String subscription,
    String incident,
    String eventType,
    URI url,
    Map<String, String> headers,
    String body) {
  /** Holds the signatures. */
  public static final String SIGNATURE = "X-PagerDuty-Signature";

  /** Names the webhook, the same in every attempt. It is not signed. */
  public static final String WEBHOOK_ID = "X-Webhook-Id";

  public Delivery {
    headers = Map.copyOf(headers);
  }

  /** The body as it is signed and sent. */
  public byte[] bytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }

  public String webhookId() {
    return Optional.ofNullable(headers.get(WEBHOOK_ID)).orElse("");
  }

  /** The same webhook with another body under the old signature. */
  public Delivery withBody(String newBody) {
    return new Delivery(subscription, incident, eventType, url, headers, newBody);
  }

  /** The same webhook signed with these secrets, each giving a signature, in place of its own. */
  public Delivery signedWith(String... secrets) {
    Map<String, String> signed = new HashMap<>(headers);
    signed.put(SIGNATURE, Signature.header(bytes(), secrets));
    return new Delivery(subscription, incident, eventType, url, signed, body);
  }

  @Override
  public String toString() {
    return "Delivery[" + eventType + " " + incident + " to " + subscription + "]";
  }
}
