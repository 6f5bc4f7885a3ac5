package dev.sallyport.simulators.teleport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A condition of a role: {@code equals}, {@code contains}, {@code regexp.match}, {@code ==}, {@code
 * !=}, {@code &&}, {@code ||} and {@code !} over the names of the reviewer, the request and the
 * review. An empty text always holds.
 */
final class Where {
  /** What the names stand for. A single value is a list of one. */
  record Scope(Map<String, List<String>> lists, Map<String, Map<String, List<String>>> maps) {}

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(&&|\\|\\||==|!=|[!(),\\[\\].]|\"(?:[^\"\\\\]|\\\\.)*\"|[A-Za-z_][A-Za-z0-9_]*)\\s*");
  private static final Set<String> LISTS =
      Set.of("reviewer.roles", "request.roles", "request.reason", "review.reason");
  private static final Set<String> MAPS =
      Set.of("reviewer.traits", "request.system_annotations", "review.annotations");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private Where(String text) {
    this.text = text;
    Matcher matcher = TOKEN.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!matcher.find(end) || matcher.start() != end) {
        throw wrong("unexpected character at " + end);
      }
      tokens.add(matcher.group(1));
      end = matcher.end();
    }
  }

  /**
   * @throws IllegalArgumentException if the text is not understood
   */
  static Predicate<Scope> parse(String text) {
    if (text.isBlank()) {
      return scope -> true;
    }
    Where where = new Where(text);
    Predicate<Scope> condition = where.either();
    if (where.at < where.tokens.size()) {
      throw where.wrong("unexpected " + where.tokens.get(where.at));
    }
    return condition;
  }

  private Predicate<Scope> either() {
    Predicate<Scope> condition = both();
    while (take("||")) {
      condition = condition.or(both());
    }
    return condition;
  }

  private Predicate<Scope> both() {
    Predicate<Scope> condition = one();
    while (take("&&")) {
      condition = condition.and(one());
    }
    return condition;
  }

  private Predicate<Scope> one() {
    if (take("!")) {
      return one().negate();
    }
    if (take("(")) {
      Predicate<Scope> inner = either();
      expect(")");
      return inner;
    }
    return comparison();
  }

  private Predicate<Scope> comparison() {
    if (peek().startsWith("\"")) {
      return infix(operand());
    }
    String name = path();
    if (!take("(")) {
      return infix(named(name));
    }
    Function<Scope, List<String>> left = operand();
    expect(",");
    Function<Scope, List<String>> right = operand();
    expect(")");
    return switch (name) {
      case "equals" -> scope -> left.apply(scope).equals(right.apply(scope));
      case "contains" -> scope -> left.apply(scope).containsAll(right.apply(scope));
      case "regexp.match" ->
          scope ->
              right.apply(scope).stream()
                  .map(Pattern::compile)
                  .anyMatch(
                      regex ->
                          left.apply(scope).stream()
                              .anyMatch(value -> regex.matcher(value).find()));
      default -> throw wrong("unknown function " + name);
    };
  }

  private Predicate<Scope> infix(Function<Scope, List<String>> left) {
    boolean equal = take("==");
    if (!equal) {
      expect("!=");
    }
    Function<Scope, List<String>> right = operand();
    return scope -> left.apply(scope).equals(right.apply(scope)) == equal;
  }

  private Function<Scope, List<String>> operand() {
    if (peek().startsWith("\"")) {
      List<String> literal = List.of(string());
      return scope -> literal;
    }
    return named(path());
  }

  private Function<Scope, List<String>> named(String name) {
    if (MAPS.contains(name)) {
      expect("[");
      String key = string();
      expect("]");
      return scope -> scope.maps.getOrDefault(name, Map.of()).getOrDefault(key, List.of());
    }
    if (!LISTS.contains(name)) {
      throw wrong("unknown name " + name);
    }
    return scope -> scope.lists.getOrDefault(name, List.of());
  }

  private String path() {
    StringBuilder path = new StringBuilder(next());
    while (take(".")) {
      path.append('.').append(next());
    }
    return path.toString();
  }

  private String string() {
    String token = next();
    if (!token.startsWith("\"")) {
      throw wrong("expected a string, found " + token);
    }
    return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
  }

  private String peek() {
    return at < tokens.size() ? tokens.get(at) : "";
  }

  private String next() {
    if (at == tokens.size()) {
      throw wrong("unexpected end");
    }
    return tokens.get(at++);
  }

  private boolean take(String token) {
    if (peek().equals(token)) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(String token) {
    if (!take(token)) {
      throw wrong("expected " + token + ", found \"" + peek() + "\"");
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("cannot parse `" + text + "`: " + what);
  }
}
