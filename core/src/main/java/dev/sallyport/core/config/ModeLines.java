package dev.sallyport.core.config;

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

  private static final Pattern HEADER =
      Pattern.compile("\\s*\\[{1,2}\\s*([^\\[\\]#]+?)\\s*\\]{1,2}\\s*(#.*)?");
  private static final Pattern KEY = Pattern.compile("\\s*[\"'A-Za-z0-9_.-]+\\s*=.*");
  private static final Pattern DOTTED = Pattern.compile("\\s*modes\\s*\\..*=.*");
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
    boolean quoted = false;
    for (String line : text.split("(?<=\n)", -1)) {
      String bare = line.stripTrailing();
      Matcher header = HEADER.matcher(bare);
      boolean inQuotes = quoted;
      quoted ^= opens(bare);
      lines.add(line);
      if (inQuotes) {
        continue;
      }
      if (header.matches()) {
        table = header.group(1).replaceAll("[\"'\\s]", "");
        lastOfTable = table.equals(TABLE) ? Optional.of(last()) : lastOfTable;
      } else if (table.equals(TABLE)) {
        inTable(bare);
      } else if (table.isEmpty()) {
        beforeTables(bare);
      }
    }
  }

  /** Whether a text of several lines begins or ends here. */
  private static boolean opens(String line) {
    int count = 0;
    for (String quotes : List.of("\"\"\"", "'''")) {
      for (int at = line.indexOf(quotes); at >= 0; at = line.indexOf(quotes, at + 3)) {
        count++;
      }
    }
    return count % 2 == 1;
  }

  private int last() {
    return lines.size() - 1;
  }

  private void inTable(String bare) {
    if (KEY.matcher(bare).matches()) {
      lastOfTable = Optional.of(last());
    }
    replace(own.matcher(bare), bare);
  }

  private void beforeTables(String bare) {
    if (DOTTED.matcher(bare).matches()) {
      lastDotted = Optional.of(last());
      replace(ownDotted.matcher(bare), bare);
    } else if (INLINE.matcher(bare).matches()) {
      inline = Optional.of(last());
      replace(within.matcher(bare), bare);
    }
  }

  private void replace(Matcher found, String bare) {
    if (found.matches()) {
      String end = lines.getLast().substring(bare.length());
      lines.set(last(), found.group(1) + value + found.group(3) + end);
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
