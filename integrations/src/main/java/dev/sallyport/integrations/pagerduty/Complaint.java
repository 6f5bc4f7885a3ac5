package dev.sallyport.integrations.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.core.text.UserText;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * What PagerDuty says about a call it did not serve. {@code errors} is a list of texts, an object
 * of lists, or missing, and the whole body may be missing.
 */
record Complaint(int code, String message) {
  private static final int LONGEST = 500;

  /** PagerDuty counts requests per minute and may send 429 without a hint. */
  private static final Duration DEFAULT_BACK_OFF = Duration.ofSeconds(15);

  private static final long LONGEST_BACK_OFF = 3600;

  static Complaint read(int status, JsonNode body, String apiKey) {
    JsonNode error = body.path("error");
    String details = texts(error.path("errors"));
    String message = PagerDutyJson.text(error, "message");
    String words = message.isEmpty() ? "HTTP " + status : message;
    String all = details.isEmpty() ? words : words + " (" + details + ")";
    return new Complaint(
        error.path("code").asInt(), UserText.line(all.replace(apiKey, "[API key]"), LONGEST));
  }

  static Duration backOff(HttpHeaders headers) {
    try {
      return headers
          .firstValue("ratelimit-reset")
          .map(text -> Long.parseLong(text.strip()))
          .filter(seconds -> seconds >= 0 && seconds <= LONGEST_BACK_OFF)
          .map(Duration::ofSeconds)
          .orElse(DEFAULT_BACK_OFF);
    } catch (NumberFormatException e) {
      return DEFAULT_BACK_OFF;
    }
  }

  private static String texts(JsonNode errors) {
    return errors
        .valueStream()
        .map(it -> it.isTextual() ? it.asText() : texts(it))
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
