package dev.sallyport.integrations.opsgenie;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.integrations.http.Complaint;
import dev.sallyport.integrations.http.Dialect;
import dev.sallyport.integrations.http.JsonFields;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;

/**
 * How both products speak: {@code message}, {@code code}, and {@code errors} by field; JSM has
 * lists of {@code title} and {@code detail} as well.
 */
final class OpsgenieDialect implements Dialect {
  private static final Map<String, String> HEADERS = Map.of("Accept", "application/json");

  /** They count calls per second and per minute, and may send 429 without a hint. */
  private static final Duration DEFAULT_BACK_OFF = Duration.ofSeconds(15);

  @Override
  public Map<String, String> headers(boolean write) {
    return HEADERS;
  }

  @Override
  public Complaint complaint(JsonNode body) {
    return Complaint.of(
        body.path("code").asInt(), JsonFields.text(body, "message"), body.path("errors"));
  }

  @Override
  public Duration backOff(HttpHeaders headers) {
    return Dialect.seconds(headers, "Retry-After")
        .or(() -> Dialect.seconds(headers, "X-RateLimit-Period-In-Sec"))
        .orElse(DEFAULT_BACK_OFF);
  }
}
