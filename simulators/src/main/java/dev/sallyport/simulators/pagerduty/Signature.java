package dev.sallyport.simulators.pagerduty;

import dev.sallyport.simulators.http.Hmac;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How PagerDuty signs what it sends (PagerDuty, Webhook signatures). */
final class Signature {
  private Signature() {}

  static String of(String secret, byte[] body) {
    return "v1=" + Hmac.hex(secret, body);
  }

  /** A header's value with a signature for each secret. */
  static String header(byte[] body, String... secrets) {
    return Arrays.stream(secrets).map(it -> of(it, body)).collect(Collectors.joining(","));
  }
}
