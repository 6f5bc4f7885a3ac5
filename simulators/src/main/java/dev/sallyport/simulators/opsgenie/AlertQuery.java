package dev.sallyport.simulators.opsgenie;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of the search language that this simulator speaks: {@code status}, {@code alias}, {@code
 * tag}, {@code priority} and {@code message}, joined by {@code AND}. A value with a colon, a space
 * or a bracket stands in quotes. Anything else is answered 422, also where the real search might
 * understand it.
 */
final class AlertQuery {
  private static final Pattern TERM =
      Pattern.compile("\\s*(\\w+)\\s*:\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\"():]+))\\s*");
  private static final Pattern AND = Pattern.compile("AND\\s");

  private AlertQuery() {}

  static Predicate<LiveAlert> parse(String query) {
    Predicate<LiveAlert> all = alert -> true;
    if (query.isBlank()) {
      return all;
    }
    Matcher term = TERM.matcher(query);
    Matcher and = AND.matcher(query);
    int at = 0;
    while (true) {
      if (!term.region(at, query.length()).lookingAt()) {
        throw unreadable(query, at);
      }
      all = all.and(term(group(term, 1), value(term)));
      at = term.end();
      if (at == query.length()) {
        return all;
      }
      if (!and.region(at, query.length()).lookingAt()) {
        throw unreadable(query, at);
      }
      at = and.end();
    }
  }

  private static String value(Matcher term) {
    String bare = group(term, 3);
    return bare.isEmpty() ? group(term, 2).replaceAll("\\\\(.)", "$1") : bare;
  }

  private static String group(Matcher term, int number) {
    return Optional.ofNullable(term.group(number)).orElse("");
  }

  private static Predicate<LiveAlert> term(String field, String value) {
    return switch (field) {
      case "status" -> alert -> alert.status().equals(status(value));
      case "alias" -> alert -> alert.alias().equals(value);
      case "tag" -> alert -> alert.tags().contains(value);
      case "priority" -> alert -> alert.draft().priority().equals(value);
      case "message" ->
          alert ->
              alert
                  .draft()
                  .message()
                  .toLowerCase(Locale.ROOT)
                  .contains(value.toLowerCase(Locale.ROOT));
      default -> throw ApiError.invalid("query", "the field " + field + " is not searched here");
    };
  }

  private static String status(String value) {
    if (!value.equals("open") && !value.equals("closed")) {
      throw ApiError.invalid("query", "the status " + value + " is neither open nor closed");
    }
    return value;
  }

  private static ApiError unreadable(String query, int at) {
    return ApiError.invalid("query", "cannot be read from here on: " + query.substring(at));
  }
}
