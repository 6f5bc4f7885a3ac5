package dev.sallyport.core.signal;

import java.util.Map;

/**
 * One line about one request.
 *
 * @param requestId empty when it is about no request
 * @param event a fixed name in kebab case, to count and to search by
 * @param text the same for people; no secret, and no reason that a user wrote
 * @param fields details by name
 */
public record Signal(
    Level level, String requestId, String event, String text, Map<String, String> fields) {

  /** An alarm wants a person. */
  public enum Level {
    INFO,
    WARNING,
    ALARM
  }

  public Signal {
    fields = Map.copyOf(fields);
  }

  public static Signal info(String requestId, String event, String text) {
    return new Signal(Level.INFO, requestId, event, text, Map.of());
  }

  public static Signal warning(String requestId, String event, String text) {
    return new Signal(Level.WARNING, requestId, event, text, Map.of());
  }

  public static Signal alarm(String requestId, String event, String text) {
    return new Signal(Level.ALARM, requestId, event, text, Map.of());
  }

  /** With one more detail. */
  public Signal with(String field, String value) {
    var more = new java.util.HashMap<>(fields);
    more.put(field, value);
    return new Signal(level, requestId, event, text, more);
  }
}
