package dev.sallyport.core.config;

import dev.sallyport.core.config.TomlLine.Said;
import java.util.HashMap;
import java.util.Map;

/** Where each key stands in the file: the parser keeps no places of its own. */
final class ConfigLines {
  private final String file;
  private final Map<String, Integer> lines = new HashMap<>();

  ConfigLines(String file, String text) {
    this.file = file;
    Map<String, Integer> entries = new HashMap<>();
    String table = "";
    int number = 0;
    for (TomlLine line : TomlLine.of(text)) {
      number++;
      switch (line.said()) {
        case Said.Table(String name, boolean listed) -> {
          table = path(name, entries);
          lines.putIfAbsent(table, number);
          if (listed) {
            table = entry(table, entries.merge(table, 1, Integer::sum) - 1);
            lines.put(table, number);
          }
        }
        case Said.Key(String name) ->
            lines.putIfAbsent(table.isEmpty() ? name : table + "." + name, number);
        case Said.Nothing _ -> {}
      }
    }
  }

  /** A table in a list of tables belongs to the last of them. */
  private static String path(String table, Map<String, Integer> entries) {
    String path = "";
    for (int start = 0; start <= table.length(); ) {
      int dot = table.indexOf('.', start);
      int end = dot < 0 ? table.length() : dot;
      Integer count = entries.get(path);
      path =
          (count == null ? path : entry(path, count - 1))
              + (path.isEmpty() ? "" : ".")
              + table.substring(start, end);
      start = end + 1;
    }
    return path;
  }

  /** The path of one of several tables of the same name, from 0 on. */
  static String entry(String table, int index) {
    return table + "#" + index;
  }

  /**
   * The beginning of a message about a key: file and line; the line of its table where it is
   * missing.
   */
  String at(String key) {
    for (String path = key;
        !path.isEmpty();
        path = path.substring(0, Math.max(0, path.lastIndexOf('.')))) {
      Integer line = lines.getOrDefault(path, lines.get(path.replaceFirst("#\\d+$", "")));
      if (line != null) {
        return file + ":" + line + ": ";
      }
    }
    return file + ": ";
  }
}
