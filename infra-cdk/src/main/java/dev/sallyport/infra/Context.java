package dev.sallyport.infra;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The CDK's context, from {@code -c name=value} or {@code cdk.json}, read as texts. */
final class Context {
  /** The CDK's own names hold a colon or a slash, but for those that its command line stores. */
  private static final Pattern OURS = Pattern.compile("[^:/]+");

  private static final Set<String> COMMAND_LINE =
      Set.of("acknowledged-issue-numbers", "cli-telemetry", "assets-ecr-repository-name");

  private final Map<String, Object> values;

  Context(Map<String, Object> values) {
    this.values = values;
  }

  /**
   * Refuses a name that nothing reads.
   *
   * @throws OptionError naming it and all that there are
   */
  void refuseUnknown(Set<String> known) {
    values.keySet().stream()
        .filter(OURS.asMatchPredicate())
        .filter(name -> !known.contains(name) && !COMMAND_LINE.contains(name))
        .findFirst()
        .ifPresent(
            name -> {
              throw new OptionError(
                  "-c %s: there is no such option; there are %s"
                      .formatted(name, known.stream().sorted().collect(Collectors.joining(", "))));
            });
  }

  /** A list of {@code cdk.json} reads as on the command line: joined by commas. */
  Optional<String> text(String name) {
    Object value = values.get(name);
    String text =
        switch (value) {
          case null -> "";
          case List<?> list ->
              list.stream().map(String::valueOf).collect(Collectors.joining(",")).strip();
          default -> value.toString().strip();
        };
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  Optional<String> text(String name, Pattern shape, String fix) {
    Optional<String> text = text(name);
    text.filter(shape.asMatchPredicate().negate())
        .ifPresent(
            value -> {
              throw error(name, value, fix);
            });
    return text;
  }

  List<String> list(String name) {
    return text(name).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .distinct()
        .toList();
  }

  boolean flag(String name, boolean standard) {
    return oneOf(name, standard ? "true" : "false", List.of("true", "false")).equals("true");
  }

  String oneOf(String name, String standard, List<String> words) {
    String value = text(name).orElse(standard);
    if (!words.contains(value)) {
      throw error(name, value, "must be one of " + String.join(", ", words));
    }
    return value;
  }

  OptionError error(String name, String value, String fix) {
    return new OptionError("-c %s=%s: %s".formatted(name, value, fix));
  }
}
