package dev.sallyport.simulators.slack;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A click as it goes over the wire. It may be sent at once, later, changed, or more than once.
 *
 * @param user who pressed
 * @param ts the message that holds the button
 * @param timestamp seconds, as text
 * @param signature over the timestamp and the body
 * @param body the form, ASCII
 */
public record Delivery(String user, String ts, String timestamp, String signature, String body) {
  /** The body as it is signed and sent. */
  public byte[] bytes() {
    return body.getBytes(StandardCharsets.US_ASCII);
  }

  /** All that Slack sends but for the host and the length. */
  public Map<String, String> headers() {
    return Map.of(
        "Content-Type", "application/x-www-form-urlencoded",
        "Accept", "application/json,*/*",
        "User-Agent", "Slackbot 1.0 (+https://api.slack.com/robots)",
        "X-Slack-Request-Timestamp", timestamp,
        "X-Slack-Signature", signature);
  }

  /** The same click with another body under the old signature. */
  public Delivery withBody(String newBody) {
    return new Delivery(user, ts, timestamp, signature, newBody);
  }
}
