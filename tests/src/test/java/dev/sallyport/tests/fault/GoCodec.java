package dev.sallyport.tests.fault;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the Go plugins read their entry and write it again. Source: Teleport,
 * integrations/access/pagerduty/plugindata.go, integrations/access/opsgenie/plugindata.go and
 * integrations/access/accessrequest/plugindata.go.
 *
 * @param plugin whose entry
 * @param always the keys that it writes each time, empty ones too
 * @param lists keys that hold a JSON array
 * @param maps keys that hold a JSON object of arrays
 */
record GoCodec(String plugin, Set<String> always, List<String> lists, List<String> maps) {
  private static final ObjectMapper GO = go();
  private static final TypeReference<Map<String, List<String>>> LISTS = new TypeReference<>() {};

  static GoCodec pagerduty() {
    return pager("pagerduty", "incident_id");
  }

  static GoCodec opsgenie() {
    return pager("opsgenie", "alert_id");
  }

  private static GoCodec pager(String plugin, String id) {
    return new GoCodec(
        plugin,
        Set.of(
            "user",
            "roles",
            "created",
            "request_reason",
            "reviews_count",
            "resolution",
            "resolve_reason",
            "service_id",
            id),
        List.of(),
        List.of());
  }

  static GoCodec slack() {
    return new GoCodec(
        "slack",
        Set.of(
            "user",
            "roles",
            "resources",
            "request_reason",
            "reviews_count",
            "resolution",
            "resolve_reason",
            "messages"),
        List.of("resources", "suggested_reviewers"),
        List.of("system_annotations", "logins_by_role"));
  }

  private static ObjectMapper go() {
    ObjectMapper mapper = new ObjectMapper();
    mapper.configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);
    mapper.getFactory().setCharacterEscapes(new GoEscapes());
    return mapper;
  }

  /** Decodes what is stored, and encodes what came of it. */
  Map<String, String> again(Map<String, String> stored) {
    Map<String, String> again = new HashMap<>();
    always.forEach(key -> again.put(key, value(key, stored.getOrDefault(key, ""))));
    for (List<String> json : List.of(lists, maps)) {
      json.stream()
          .filter(key -> !stored.getOrDefault(key, "").isEmpty())
          .forEach(key -> again.put(key, value(key, requireNonNull(stored.get(key)))));
    }
    return again;
  }

  private String value(String key, String text) {
    if (text.isEmpty()) {
      return "";
    }
    if (lists.contains(key) || maps.contains(key)) {
      return json(text, maps.contains(key));
    }
    return switch (key) {
      case "created", "reviews_count" -> number(Long.parseLong(text));
      default -> text;
    };
  }

  private static String number(long value) {
    return value == 0 ? "" : Long.toString(value);
  }

  private static String json(String text, boolean map) {
    try {
      JsonNode tree = GO.readTree(text);
      if (tree.isEmpty() || tree.isObject() != map) {
        throw new IllegalStateException("not what Go stores: " + text);
      }
      return map
          ? GO.writeValueAsString(new TreeMap<>(GO.convertValue(tree, LISTS)))
          : GO.writeValueAsString(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What Go escapes beyond what it must. */
  private static final class GoEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    @Override
    public int[] getEscapeCodesForAscii() {
      int[] codes = CharacterEscapes.standardAsciiEscapesForJSON();
      for (char one : new char[] {'<', '>', '&'}) {
        codes[one] = CharacterEscapes.ESCAPE_CUSTOM;
      }
      return codes;
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int point) {
      return switch (point) {
        case '<', '>', '&', 0x2028, 0x2029 -> new SerializedString("\\u%04x".formatted(point));
        default -> null;
      };
    }
  }
}
