package dev.sallyport.cli.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.sallyport.core.text.UserText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What changes from one configuration to another, key by key. */
public final class Differences {
  private static final TomlMapper TOML = new TomlMapper();
  private static final Pattern SECRET = Pattern.compile("(?i).*(key|token|secret|password)");
  private static final int LONGEST = 200;

  private Differences() {}

  /**
   * One line for each key that differs: {@code +} added, {@code -} removed, {@code ~} changed. A
   * text that is no TOML counts as empty. What might be a secret is not shown.
   */
  public static List<String> of(String before, String after) {
    Map<String, String> old = keys(before);
    Map<String, String> now = keys(after);
    TreeSet<String> all = new TreeSet<>(old.keySet());
    all.addAll(now.keySet());
    List<String> lines = new ArrayList<>();
    for (String key : all) {
      String was = old.get(key);
      String is = now.get(key);
      if (was == null) {
        lines.add("+ " + key + " = " + is);
      } else if (is == null) {
        lines.add("- " + key + " = " + was);
      } else if (!was.equals(is)) {
        lines.add("~ " + key + ": " + was + " -> " + is);
      }
    }
    return lines;
  }

  private static Map<String, String> keys(String text) {
    Map<String, String> keys = new TreeMap<>();
    try {
      flatten("", TOML.readTree(text), keys);
    } catch (JsonProcessingException e) {
      // Then all that is in the other text is new, or goes.
      return Map.of();
    }
    return keys;
  }

  private static void flatten(String path, JsonNode node, Map<String, String> keys) {
    boolean tables = node.isArray() && !node.isEmpty() && node.get(0).isObject();
    if (node.isObject() && (!node.isEmpty() || path.isEmpty())) {
      String begin = path.isEmpty() ? "" : path + ".";
      node.properties().forEach(it -> flatten(begin + it.getKey(), it.getValue(), keys));
    } else if (tables) {
      for (int at = 0; at < node.size(); at++) {
        flatten(path + "[" + at + "]", node.get(at), keys);
      }
    } else {
      keys.put(
          path,
          SECRET.matcher(path).matches() ? "(not shown)" : UserText.line(node.toString(), LONGEST));
    }
  }
}
