package dev.sallyport.integrations.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.integrations.http.Complaint;
import dev.sallyport.integrations.http.Dialect;
import dev.sallyport.integrations.http.JsonCalls;
import dev.sallyport.integrations.http.JsonFields;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;

/**
 * How PagerDuty speaks. {@code errors} is a list of texts, an object of lists, or missing, and the
 * whole body may be missing.
 *
 * @param fromEmail the user in whose name writes are recorded
 */
record PagerDutyDialect(String fromEmail) implements Dialect {
  private static final Map<String, String> READ =
      Map.of("Accept", "application/vnd.pagerduty+json;version=2");

  /** PagerDuty counts requests per minute and may send 429 without a hint. */
  private static final Duration DEFAULT_BACK_OFF = Duration.ofSeconds(15);

  PagerDutyDialect {
    if (!JsonCalls.isSendable(fromEmail)) {
      throw new IllegalArgumentException("not a mail address for From: '" + fromEmail + "'");
    }
  }

  @Override
  public Map<String, String> headers(boolean write) {
    return write ? Map.of("Accept", READ.get("Accept"), "From", fromEmail) : READ;
  }

  @Override
  public Complaint complaint(JsonNode body) {
    JsonNode error = body.path("error");
    return Complaint.of(
        error.path("code").asInt(), JsonFields.text(error, "message"), error.path("errors"));
  }

  @Override
  public Duration backOff(HttpHeaders headers) {
    return Dialect.seconds(headers, "ratelimit-reset").orElse(DEFAULT_BACK_OFF);
  }
}
