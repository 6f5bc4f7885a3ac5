package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A body's fields within their limits, in characters; what is wrong is told all at once. */
final class Fields {
  private final JsonNode body;
  private final Map<String, String> errors = new LinkedHashMap<>();

  Fields(JsonNode body) {
    this.body = body;
  }

  void wrong(String field, String problem) {
    errors.putIfAbsent(field, problem);
  }

  /** Ends with 422 if anything was wrong. */
  void check() {
    if (!errors.isEmpty()) {
      throw ApiError.invalid(errors);
    }
  }

  /** The text, or empty. */
  String text(String field, int most) {
    return text(field, body.path(field), most);
  }

  String required(String field, int most) {
    String text = text(field, most);
    if (text.isBlank()) {
      wrong(field, "may not be empty");
    }
    return text;
  }

  private String text(String field, JsonNode node, int most) {
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (!node.isTextual()) {
      wrong(field, "should be a string");
      return "";
    }
    if (length(node.textValue()) > most) {
      wrong(field, "size must be between 0 and " + most);
    }
    return node.textValue();
  }

  List<String> texts(String field, int mostItems, int most) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items(field, mostItems)) {
      texts.add(text(field + "[" + texts.size() + "]", item, most));
    }
    return texts;
  }

  /** The array's items, or none. */
  List<JsonNode> items(String field, int mostItems) {
    JsonNode node = body.path(field);
    if (node.isMissingNode() || node.isNull()) {
      return List.of();
    }
    if (!node.isArray()) {
      wrong(field, "should be an array");
      return List.of();
    }
    if (node.size() > mostItems) {
      wrong(field, "size must be between 0 and " + mostItems);
    }
    return node.valueStream().toList();
  }

  /** Names and texts; the limit is for all of them together. */
  Map<String, String> map(String field, int most) {
    Map<String, String> map = new LinkedHashMap<>();
    JsonNode node = body.path(field);
    if (!node.isMissingNode() && !node.isNull() && !node.isObject()) {
      wrong(field, "should be an object");
    }
    node.properties().forEach(it -> map.put(it.getKey(), text(field, it.getValue(), most)));
    int size = map.entrySet().stream().mapToInt(it -> length(it.getKey() + it.getValue())).sum();
    if (size > most) {
      wrong(field, "size must be between 0 and " + most);
    }
    return map;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
