package dev.sallyport.core.config;

import dev.sallyport.core.config.TomlLine.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines that say the modes: {@code part = "on"} below {@code [modes]}, {@code modes.part =
 * "on"} or {@code modes = {part = "on"}} before the first table.
 */
final class ModeLines {
  static final String TABLE = "modes";

  private static final Pattern INLINE = Pattern.compile("\\s*modes\\s*=\\s*\\{.*}\\s*(#.*)?");
  private static final String VALUE = "(\"[^\"]*\"|'[^']*'|[^\\s,#}]*)";

  private final List<String> lines = new ArrayList<>();
  private final Pattern own;
  private final Pattern ownDotted;
  private final Pattern within;
  private final String part;
  private final String value;

  private boolean done;
  private Optional<Integer> lastOfTable = Optional.empty();
  private Optional<Integer> lastDotted = Optional.empty();
  private Optional<Integer> inline = Optional.empty();

  private ModeLines(String part, String word) {
    this.part = part;
    this.value = "\"" + word + "\"";
    String name = "[\"']?" + Pattern.quote(part) + "[\"']?";
    this.own = Pattern.compile("(\\s*" + name + "\\s*=\\s*)" + VALUE + "(.*)");
    this.ownDotted =
        Pattern.compile("(\\s*modes\\s*\\.\\s*" + name + "\\s*=\\s*)" + VALUE + "(.*)");
    this.within = Pattern.compile("(.*[{,]\\s*" + name + "\\s*=\\s*)" + VALUE + "(.*)");
  }

  /** The text with the part's mode set to a word. */
  static String set(String text, String part, String word) {
    ModeLines edit = new ModeLines(part, word);
    edit.read(text);
    return edit.written(text.contains("\r\n") ? "\r\n" : "\n");
  }

  private void read(String text) {
    String table = "";
    for (TomlLine line : TomlLine.of(text)) {
      lines.add(line.text());
      switch (line.said()) {
        case Said.Table(String name, _) -> {
          table = name;
          lastOfTable = table.equals(TABLE) ? Optional.of(last()) : lastOfTable;
        }
        case Said.Key(String name) -> key(table, name);
        case Said.Nothing _ -> {}
      }
    }
  }

  private int last() {
    return lines.size() - 1;
  }

  private void key(String table, String name) {
    if (table.equals(TABLE)) {
      lastOfTable = Optional.of(last());
      replace(own);
    } else if (table.isEmpty()) {
      beforeTables(name);
    }
  }

  private void beforeTables(String key) {
    if (key.startsWith(TABLE + ".")) {
      lastDotted = Optional.of(last());
      replace(ownDotted);
    } else if (INLINE.matcher(lines.getLast().stripTrailing()).matches()) {
      inline = Optional.of(last());
      replace(within);
    }
  }

  private void replace(Pattern wanted) {
    String line = lines.getLast();
    String bare = line.stripTrailing();
    Matcher found = wanted.matcher(bare);
    if (found.matches()) {
      lines.set(last(), found.group(1) + value + found.group(3) + line.substring(bare.length()));
      done = true;
    }
  }

  private String written(String lineEnd) {
    if (!done) {
      add(lineEnd);
    }
    return String.join("", lines);
  }

  private void add(String lineEnd) {
    String line = part + " = " + value;
    if (lastOfTable.isPresent()) {
      insert(lastOfTable.get(), line, lineEnd);
    } else if (inline.isPresent()) {
      String old = lines.get(inline.get());
      String rest = old.substring(old.indexOf('{') + 1);
      String comma = rest.stripLeading().startsWith("}") ? "" : ", ";
      lines.set(
          inline.get(),
          old.substring(0, old.indexOf('{') + 1) + line + comma + rest.stripLeading());
    } else if (lastDotted.isPresent()) {
      insert(lastDotted.get(), TABLE + "." + line, lineEnd);
    } else {
      String text = String.join("", lines);
      lines.add(text.isEmpty() || text.endsWith("\n") ? "" : lineEnd);
      lines.add((text.isBlank() ? "" : lineEnd) + "[" + TABLE + "]" + lineEnd + line + lineEnd);
    }
  }

  private void insert(int after, String line, String lineEnd) {
    if (!lines.get(after).endsWith("\n")) {
      lines.set(after, lines.get(after) + lineEnd);
    }
    lines.add(after + 1, line + lineEnd);
  }
}
