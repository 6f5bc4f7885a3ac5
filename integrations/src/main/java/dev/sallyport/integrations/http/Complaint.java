package dev.sallyport.integrations.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/**
 * What a vendor says about a call that it did not serve.
 *
 * @param code the vendor's own, or 0
 * @param message its words, or empty
 */
public record Complaint(int code, String message) {
  /**
   * A message with its details in parentheses.
   *
   * @param details the texts of this, however they are nested
   */
  public static Complaint of(int code, String message, JsonNode details) {
    String more = texts(details);
    return new Complaint(code, more.isEmpty() ? message : (message + " (" + more + ")").strip());
  }

  private static String texts(JsonNode node) {
    return node.valueStream()
        .map(it -> it.isTextual() ? it.asText() : texts(it))
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining(" "));
  }
}
