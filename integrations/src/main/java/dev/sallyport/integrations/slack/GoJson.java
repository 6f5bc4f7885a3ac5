package dev.sallyport.integrations.slack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * JSON byte by byte as Go writes it: compact, keys in order, and {@code < > &} and U+2028 and
 * U+2029 escaped. The Go plugin compares texts, so any other form would never be equal to its own.
 * Source: Go, package encoding/json.
 */
final class GoJson {
  private GoJson() {}

  /** A list of texts; the empty text for an empty list. */
  static String list(List<String> texts) {
    return texts.isEmpty() ? "" : array(texts);
  }

  /** Lists by key; the empty text where there are none. */
  static String lists(Map<String, List<String>> byKey) {
    return byKey.isEmpty()
        ? ""
        : new TreeMap<>(byKey)
            .entrySet().stream()
                .map(it -> text(it.getKey()) + ":" + array(it.getValue()))
                .collect(Collectors.joining(",", "{", "}"));
  }

  private static String array(List<String> texts) {
    return texts.stream().map(GoJson::text).collect(Collectors.joining(",", "[", "]"));
  }

  private static String text(String value) {
    StringBuilder json = new StringBuilder("\"");
    value.codePoints().forEach(point -> append(json, point));
    return json.append('"').toString();
  }

  private static void append(StringBuilder json, int point) {
    switch (point) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\b' -> json.append("\\b");
      case '\f' -> json.append("\\f");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      case '<', '>', '&', 0x2028, 0x2029 -> json.append("\\u%04x".formatted(point));
      default -> {
        if (point < 0x20) {
          json.append("\\u%04x".formatted(point));
        } else {
          json.appendCodePoint(point);
        }
      }
    }
  }
}
