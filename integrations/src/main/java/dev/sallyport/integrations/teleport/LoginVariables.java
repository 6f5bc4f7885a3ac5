package dev.sallyport.integrations.teleport;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Logins as a role has them, with variables in the place of a user's traits: {@code
 * {{internal.logins}}}, {@code {{external.name}}}, {@code {{external["na-me"]}}} and {@code
 * {{email.local(external.name)}}}, with text around. Other expressions, {@code regexp.replace}
 * among them, are left out, as are names that no Unix login can have. Source: Teleport, {@code
 * lib/utils/parse} and {@code ApplyTraits} in {@code lib/services/role.go}.
 */
final class LoginVariables {
  private static final int LONGEST_LOGIN = 32;
  private static final Pattern TEMPLATE =
      Pattern.compile("([^{}]*)\\{\\{([^{}]*)}}([^{}]*)", Pattern.DOTALL);
  private static final Pattern LOCAL = Pattern.compile("email\\.local\\((.*)\\)", Pattern.DOTALL);
  private static final Pattern VARIABLE =
      Pattern.compile("internal\\.(logins)|external(?:\\.([A-Za-z_]\\w*)|\\[\"([^\"\\\\]*)\"])");
  private static final Pattern ADDRESS = Pattern.compile("([^\\s@<>]+)@[^\\s@<>]+");

  private LoginVariables() {}

  /** Whether one of them needs traits. */
  static boolean anyIn(List<String> logins) {
    return logins.stream().anyMatch(login -> login.contains("{{"));
  }

  /** Sorted, each once. */
  static List<String> fill(List<String> logins, Map<String, List<String>> traits) {
    return logins.stream()
        .flatMap(login -> fill(login, traits))
        .filter(LoginVariables::isUnixLogin)
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<String> fill(String login, Map<String, List<String>> traits) {
    Matcher template = TEMPLATE.matcher(login);
    if (template.matches()) {
      String before = template.group(1).stripLeading();
      String after = template.group(3).stripTrailing();
      return values(template.group(2).strip(), traits)
          .filter(value -> !value.isEmpty())
          .map(value -> before + value + after);
    }
    return login.contains("{{") || login.contains("}}") ? Stream.empty() : Stream.of(login);
  }

  private static Stream<String> values(String expression, Map<String, List<String>> traits) {
    Matcher local = LOCAL.matcher(expression);
    return local.matches()
        ? trait(local.group(1).strip(), traits)
            .map(ADDRESS::matcher)
            .filter(Matcher::matches)
            .map(address -> address.group(1))
        : trait(expression, traits);
  }

  private static Stream<String> trait(String variable, Map<String, List<String>> traits) {
    Matcher name = VARIABLE.matcher(variable);
    return name.matches()
        ? Stream.of(1, 2, 3)
            .flatMap(group -> Stream.ofNullable(name.group(group)))
            .flatMap(trait -> traits.getOrDefault(trait, List.of()).stream())
        : Stream.empty();
  }

  private static boolean isUnixLogin(String login) {
    return !login.isEmpty()
        && login.getBytes(StandardCharsets.UTF_8).length <= LONGEST_LOGIN
        && !login.startsWith("-")
        && login
            .codePoints()
            .noneMatch(
                point ->
                    point == ':'
                        || point == '/'
                        || Character.isWhitespace(point)
                        || Character.isSpaceChar(point)
                        || Character.isISOControl(point));
  }
}
