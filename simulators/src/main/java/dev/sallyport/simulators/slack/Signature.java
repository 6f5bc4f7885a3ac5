package dev.sallyport.simulators.slack;

import dev.sallyport.simulators.http.Hmac;
import java.nio.charset.StandardCharsets;

/** How Slack signs what it sends (Slack, Verifying requests from Slack). */
final class Signature {
  private Signature() {}

  static String of(String secret, String timestamp, byte[] body) {
    byte[] head = ("v0:" + timestamp + ":").getBytes(StandardCharsets.UTF_8);
    return "v0=" + Hmac.hex(secret, head, body);
  }
}
