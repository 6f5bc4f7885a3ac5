package dev.sallyport.core.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One table of the file. It remembers which keys were asked for; the rest is unknown. */
final class Section {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d)");

  private final String path;
  private final String place;
  private final JsonNode table;
  private final ConfigLines lines;
  private final Set<String> asked = new HashSet<>();

  Section(String path, JsonNode table, ConfigLines lines) {
    this(path, path, table, lines);
  }

  /**
   * @param path as the messages name it
   * @param place as the lines know it, which tells several tables of one name apart
   */
  private Section(String path, String place, JsonNode table, ConfigLines lines) {
    this.path = path;
    this.place = place;
    this.table = table;
    this.lines = lines;
    if (!table.isMissingNode() && !table.isObject()) {
      throw new ConfigError(lines.at(place) + path + " must be a table: write [" + path + "]");
    }
  }

  Section section(String key) {
    asked.add(key);
    return new Section(full(key), within(key), table.path(key), lines);
  }

  List<Section> sections(String key) {
    asked.add(key);
    JsonNode list = table.path(key);
    if (!list.isMissingNode() && !list.isArray()) {
      throw error(key, "must be a list of tables: write [[" + full(key) + "]]");
    }
    List<Section> all = new ArrayList<>();
    for (JsonNode entry : list) {
      all.add(new Section(full(key), ConfigLines.entry(within(key), all.size()), entry, lines));
    }
    return all;
  }

  boolean present() {
    return !table.isMissingNode();
  }

  boolean has(String key) {
    return table.has(key);
  }

  /** All keys, of a table whose keys are names. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    table.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** A text, or a list of texts. */
  List<String> oneOrMore(String key) {
    return table.path(key).isTextual() ? text(key).stream().toList() : texts(key);
  }

  Optional<String> text(String key) {
    asked.add(key);
    JsonNode value = table.path(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw error(key, "must be a text in quotes");
    }
    return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
  }

  String required(String key, String meaning) {
    return text(key).orElseThrow(() -> error(key, "is missing: set it to " + meaning));
  }

  String oneOf(String key, String standard, String... choices) {
    String value = text(key).orElse(standard);
    if (!List.of(choices).contains(value)) {
      throw error(key, "is \"" + value + "\": choose one of " + String.join(", ", choices));
    }
    return value;
  }

  boolean flag(String key, boolean standard) {
    asked.add(key);
    JsonNode value = table.path(key);
    if (value.isMissingNode()) {
      return standard;
    }
    if (!value.isBoolean()) {
      throw error(key, "must be true or false");
    }
    return value.asBoolean();
  }

  OptionalInt number(String key, int least, int most) {
    asked.add(key);
    JsonNode value = table.path(key);
    if (value.isMissingNode()) {
      return OptionalInt.empty();
    }
    if (!value.isInt() || value.asInt() < least || value.asInt() > most) {
      throw error(key, "is " + value + ": choose a whole number from " + least + " to " + most);
    }
    return OptionalInt.of(value.asInt());
  }

  Duration duration(String key, Duration standard, Duration least, Duration most) {
    Optional<String> value = text(key);
    if (value.isEmpty()) {
      return standard;
    }
    Matcher matcher = DURATION.matcher(value.get());
    if (!matcher.matches()) {
      throw error(key, "is \"" + value.get() + "\": write a length such as 30s, 10m or 1h");
    }
    long count = Long.parseLong(matcher.group(1));
    Duration duration =
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        };
    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      throw error(
          key,
          "is \""
              + value.get()
              + "\": choose a length from "
              + words(least)
              + " to "
              + words(most));
    }
    return duration;
  }

  private static String words(Duration duration) {
    return duration.toSeconds() % 60 == 0 ? duration.toMinutes() + "m" : duration.toSeconds() + "s";
  }

  List<String> texts(String key) {
    asked.add(key);
    JsonNode value = table.path(key);
    if (value.isMissingNode()) {
      return List.of();
    }
    if (!value.isArray()) {
      throw error(key, "must be a list of texts: write [\"…\"]");
    }
    List<String> texts = new ArrayList<>();
    value.forEach(
        entry -> {
          if (!entry.isTextual() || entry.asText().isBlank()) {
            throw error(key, "holds something that is no text, or an empty one");
          }
          texts.add(entry.asText().strip());
        });
    return texts;
  }

  /** Marks a key as known although nothing reads it here. */
  void accept(String... keys) {
    asked.addAll(List.of(keys));
  }

  /** To be called when all known keys were asked for. */
  void refuseUnknown() {
    for (Map.Entry<String, JsonNode> entry : table.properties()) {
      if (!asked.contains(entry.getKey())) {
        throw new ConfigError(
            at(entry.getKey())
                + "unknown key "
                + full(entry.getKey())
                + suggestion(entry.getKey()));
      }
    }
  }

  private String suggestion(String key) {
    return asked.stream()
        .filter(known -> distance(known, key) <= 2)
        .min(java.util.Comparator.comparingInt(known -> distance(known, key)))
        .map(known -> ": did you mean " + known + "?")
        .orElseGet(
            () -> ": remove it. Known here: " + String.join(", ", new java.util.TreeSet<>(asked)));
  }

  ConfigError error(String key, String problem) {
    return new ConfigError(at(key) + full(key) + " " + problem);
  }

  private String at(String key) {
    return lines.at(within(key));
  }

  private String within(String key) {
    return place.isEmpty() ? key : place + "." + key;
  }

  private String full(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Levenshtein's. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int above = row[j];
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[other.length()];
  }
}
