package dev.sallyport.simulators.teleport;

import dev.sallyport.simulators.teleport.Inventory.Stored;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of Teleport's resource expressions that asks for names: comparisons by {@code ==} joined
 * by {@code ||}. {@code name} is short for a node's hostname and any other's name; strings are
 * Go's. Source: Teleport, lib/services/parser.go.
 */
final class NameExpression {
  private static final Pattern COMPARISON =
      Pattern.compile(
          "\\s*(resource\\.metadata\\.name|name)\\s*==\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*");
  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(.))");

  private NameExpression() {}

  /**
   * @throws IllegalArgumentException if the text is not understood
   */
  static Predicate<Stored> parse(String text) {
    if (text.isEmpty()) {
      return resource -> true;
    }
    Matcher matcher = COMPARISON.matcher(text);
    Predicate<Stored> any = resource -> false;
    int at = 0;
    while (matcher.find(at) && matcher.start() == at) {
      any = any.or(comparison(matcher.group(1), unquoted(matcher.group(2))));
      at = matcher.end();
      if (at == text.length()) {
        return any;
      }
      if (!text.startsWith("||", at)) {
        break;
      }
      at += 2;
    }
    throw new IllegalArgumentException("unexpected text at " + at + " of `" + text + "`");
  }

  private static Predicate<Stored> comparison(String field, String value) {
    return field.equals("name")
        ? resource -> resource.name().equals(value)
        : resource -> resource.metadata().getName().equals(value);
  }

  private static String unquoted(String text) {
    return ESCAPE.matcher(text).replaceAll(escape -> Matcher.quoteReplacement(character(escape)));
  }

  private static String character(MatchResult escape) {
    String hex = escape.group(1) != null ? escape.group(1) : escape.group(2);
    if (hex != null) {
      return Character.toString(Integer.parseInt(hex, 16));
    }
    String plain = escape.group(3);
    if (!plain.equals("\"") && !plain.equals("\\")) {
      throw new IllegalArgumentException("unknown escape \\" + plain);
    }
    return plain;
  }
}
