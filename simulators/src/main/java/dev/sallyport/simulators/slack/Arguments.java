package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A call's arguments, whichever way they came. Values that are not text are kept as JSON text. */
record Arguments(Map<String, String> values) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Arguments form(String encoded) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return new Arguments(values);
  }

  static Arguments json(String body) {
    JsonNode root =
        parse(body.isBlank() ? "{}" : body).orElseThrow(() -> SlackError.of("invalid_json"));
    if (!root.isObject()) {
      throw SlackError.of("json_not_object");
    }
    Map<String, String> values = new LinkedHashMap<>();
    root.properties().stream()
        .filter(it -> !it.getValue().isNull())
        .forEach(
            it ->
                values.put(
                    it.getKey(),
                    it.getValue().isTextual()
                        ? it.getValue().textValue()
                        : it.getValue().toString()));
    return new Arguments(values);
  }

  Arguments and(Arguments more) {
    Map<String, String> all = new LinkedHashMap<>(values);
    all.putAll(more.values);
    return new Arguments(all);
  }

  boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value, or empty text. */
  String text(String name) {
    return values.getOrDefault(name, "");
  }

  Optional<String> optional(String name) {
    return Optional.of(text(name)).filter(it -> !it.isEmpty());
  }

  boolean flag(String name) {
    return text(name).equals("true") || text(name).equals("1");
  }

  int number(String name, int fallback) {
    try {
      return has(name) && !text(name).isEmpty() ? Integer.parseInt(text(name)) : fallback;
    } catch (NumberFormatException e) {
      throw SlackError.of("invalid_arguments");
    }
  }

  /** The value as JSON; empty when the argument is absent. */
  Optional<JsonNode> node(String name, String errorOnNonsense) {
    return optional(name)
        .map(text -> parse(text).orElseThrow(() -> SlackError.of(errorOnNonsense)));
  }

  private static Optional<JsonNode> parse(String text) {
    try {
      return Optional.of(JSON.readTree(text)).filter(it -> !it.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw SlackError.of("invalid_form_data");
    }
  }
}
