package dev.sallyport.cli.policy;

import dev.sallyport.cli.local.Refusal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields of one value of a YAML file. It remembers which were asked for; the rest is unknown.
 */
final class Table {
  private static final Pattern LENGTH = Pattern.compile("(\\d{1,6})(s|m|h|d)");

  private final String file;
  private final String path;
  private final Yaml.Fields fields;
  private final Set<String> asked = new TreeSet<>();

  private Table(String file, String path, Yaml.Fields fields) {
    this.file = file;
    this.path = path;
    this.fields = fields;
  }

  /**
   * @param path as the messages name it; empty for the file itself
   */
  static Table of(String file, String path, Yaml value) {
    if (value instanceof Yaml.Fields fields) {
      return new Table(file, path, fields);
    }
    throw new Refusal(
        file
            + ":"
            + value.line()
            + ": "
            + (path.isEmpty() ? "the file" : path)
            + " must hold keys and values: write key: value");
  }

  /** Where it begins: file and line. */
  String place() {
    return file + ":" + fields.line();
  }

  Set<String> keys() {
    return fields.fields().keySet();
  }

  Optional<Yaml> value(String key) {
    asked.add(key);
    return Optional.ofNullable(fields.fields().get(key));
  }

  Optional<String> text(String key) {
    return value(key)
        .map(
            value -> {
              if (value instanceof Yaml.Text(int _, String text)) {
                return text;
              }
              throw error(key, "must be one text: write " + key + ": …, or leave it out");
            });
  }

  String required(String key, String meaning) {
    return text(key)
        .filter(text -> !text.isBlank())
        .orElseThrow(() -> error(key, "is missing: set it to " + meaning));
  }

  List<String> texts(String key) {
    return value(key).map(value -> texts(key, value)).orElse(List.of());
  }

  private List<String> texts(String key, Yaml value) {
    if (!(value instanceof Yaml.Items(int _, List<Yaml> items))) {
      throw error(key, "must be a list of texts: write [a, b]");
    }
    List<String> texts = new ArrayList<>();
    for (Yaml item : items) {
      if (!(item instanceof Yaml.Text(int _, String text)) || text.isBlank()) {
        throw error(key, "holds something that is no text, or an empty one");
      }
      texts.add(text);
    }
    return texts;
  }

  /** Lists of texts by name. */
  Map<String, List<String>> textsByName(String key) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    table(key).ifPresent(table -> table.keys().forEach(name -> all.put(name, table.texts(name))));
    return all;
  }

  Optional<Table> table(String key) {
    return value(key).map(value -> of(file, full(key), value));
  }

  List<Table> tables(String key) {
    return value(key)
        .map(
            value -> {
              if (value instanceof Yaml.Items(int _, List<Yaml> items)) {
                return items.stream().map(item -> of(file, full(key), item)).toList();
              }
              throw error(key, "must be a list: begin each entry with a dash");
            })
        .orElse(List.of());
  }

  boolean flag(String key) {
    return switch (text(key).orElse("false")) {
      case "true" -> true;
      case "false" -> false;
      default -> throw error(key, "must be true or false");
    };
  }

  int number(String key, int standard) {
    String text = text(key).orElse(String.valueOf(standard));
    if (!text.matches("\\d{1,3}")) {
      throw error(key, "is \"" + text + "\": choose a whole number from 0 to 999");
    }
    return Integer.parseInt(text);
  }

  Optional<Instant> time(String key) {
    return text(key)
        .map(
            text -> {
              try {
                return OffsetDateTime.parse(text).toInstant();
              } catch (DateTimeException e) {
                throw error(
                    key,
                    "is \""
                        + text
                        + "\": write a time with its zone, as 2026-03-02T09:00:00Z or"
                        + " 2026-03-02T10:00:00+01:00");
              }
            });
  }

  Optional<Duration> length(String key) {
    return text(key)
        .map(
            text -> {
              Matcher matcher = LENGTH.matcher(text);
              if (!matcher.matches()) {
                throw error(key, "is \"" + text + "\": write a length such as 30m, 8h or 2d");
              }
              long count = Long.parseLong(matcher.group(1));
              return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                default -> Duration.ofDays(count);
              };
            });
  }

  String oneOf(String key, List<String> choices) {
    String text = required(key, "one of " + String.join(", ", choices));
    if (!choices.contains(text)) {
      throw error(key, "is \"" + text + "\": choose one of " + String.join(", ", choices));
    }
    return text;
  }

  /** To be called when all known keys were asked for. */
  void refuseUnknown() {
    keys().stream()
        .filter(key -> !asked.contains(key))
        .findFirst()
        .ifPresent(
            key -> {
              throw error(key, "is unknown: remove it. Known here: " + String.join(", ", asked));
            });
  }

  Refusal error(String key, String problem) {
    Yaml value = fields.fields().getOrDefault(key, fields);
    return new Refusal(file + ":" + value.line() + ": " + full(key) + " " + problem);
  }

  private String full(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
