package dev.sallyport.integrations.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** In what vendors differ when they speak JSON over HTTP. */
public interface Dialect {
  /** Nobody is asked to wait longer than this. */
  Duration LONGEST_BACK_OFF = Duration.ofHours(1);

  /** The headers of a call beside authorization and content type. */
  Map<String, String> headers(boolean write);

  /** Reads the body of a call that was not served; the body may be missing. */
  Complaint complaint(JsonNode body);

  /** How long to wait after a 429. */
  Duration backOff(HttpHeaders headers);

  /** A header that holds a number of seconds, of an hour at most. */
  static Optional<Duration> seconds(HttpHeaders headers, String name) {
    return headers
        .firstValue(name)
        .map(String::strip)
        .filter(text -> text.matches("\\d{1,4}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .filter(length -> length.compareTo(LONGEST_BACK_OFF) <= 0);
  }
}
