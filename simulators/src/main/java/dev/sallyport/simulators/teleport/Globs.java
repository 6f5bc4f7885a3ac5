package dev.sallyport.simulators.teleport;

import java.util.List;
import java.util.regex.Pattern;

/** Teleport's patterns for names: a literal, a glob with {@code *}, or {@code ^a regex$}. */
final class Globs {
  private Globs() {}

  static boolean matchesAny(List<String> patterns, String value) {
    return patterns.stream().anyMatch(pattern -> matches(pattern, value));
  }

  static boolean matches(String pattern, String value) {
    if (pattern.equals(value) || pattern.equals("*")) {
      return true;
    }
    if (pattern.startsWith("^") && pattern.endsWith("$")) {
      return Pattern.compile(pattern).matcher(value).matches();
    }
    if (!pattern.contains("*")) {
      return false;
    }
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(value).matches();
  }
}
