package dev.sallyport.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a configuration, also of one that is no TOML.
 *
 * @param text with its end
 */
record TomlLine(String text, Said said) {
  /** What a line says. Names are without quotes. */
  sealed interface Said {
    /**
     * The header of a table.
     *
     * @param listed whether it is one of several of that name
     */
    record Table(String name, boolean listed) implements Said {}

    /** A key of the table before it, with its value. */
    record Key(String name) implements Said {}

    /** Anything else, such as a comment, or a part of a text of several lines. */
    record Nothing() implements Said {}
  }

  private static final Pattern TABLE =
      Pattern.compile("\\s*(\\[{1,2})\\s*([^\\[\\]#]+?)\\s*\\]{1,2}\\s*(#.*)?");
  private static final String NAME = "(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)";
  private static final Pattern KEY =
      Pattern.compile("\\s*(" + NAME + "(?:\\s*\\.\\s*" + NAME + ")*)\\s*=.*");
  private static final Pattern TO_LONG_TEXT =
      Pattern.compile(
          "(?:[^\"'#]++|\"(?!\"\")(?:\\\\.|[^\"\\\\])*+\"|'(?!'')[^']*+')*+(\"\"\"|''')");

  /** The lines of a text. */
  static List<TomlLine> of(String text) {
    List<TomlLine> lines = new ArrayList<>();
    String open = "";
    for (String line : text.split("(?<=\n)", -1)) {
      String bare = line.stripTrailing();
      lines.add(new TomlLine(line, open.isEmpty() ? said(bare) : new Said.Nothing()));
      open = openAfter(bare, open);
    }
    return lines;
  }

  private static Said said(String bare) {
    Matcher table = TABLE.matcher(bare);
    if (table.matches()) {
      return new Said.Table(name(table.group(2)), table.group(1).length() == 2);
    }
    Matcher key = KEY.matcher(bare);
    return key.matches() ? new Said.Key(name(key.group(1))) : new Said.Nothing();
  }

  private static String name(String written) {
    return written.replaceAll("[\"']", "").replaceAll("\\s*\\.\\s*", ".");
  }

  /**
   * The quotes that end the text of several lines that is open after a line; empty where none is.
   *
   * @param open before the line
   */
  private static String openAfter(String bare, String open) {
    String quotes = open;
    int at = 0;
    while (true) {
      if (!quotes.isEmpty()) {
        int end = bare.indexOf(quotes, at);
        if (end < 0) {
          return quotes;
        }
        at = end + quotes.length();
      }
      Matcher next = TO_LONG_TEXT.matcher(bare).region(at, bare.length());
      if (!next.lookingAt()) {
        return "";
      }
      quotes = next.group(1);
      at = next.end();
    }
  }
}
