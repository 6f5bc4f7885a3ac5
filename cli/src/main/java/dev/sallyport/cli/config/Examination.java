package dev.sallyport.cli.config;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.integrations.aws.ConfigParameter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A deployment's configuration, looked over.
 *
 * @param problems what must be put right; none where it can be stored
 * @param notes what is worth knowing
 */
public record Examination(List<String> problems, List<String> notes) {
  /** Parameter Store bills what is longer. */
  private static final int FREE_BYTES = 4 * 1024;

  public Examination {
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
  }

  /** Looks over a text. */
  public static Examination of(String name, String text) {
    List<String> problems = new ArrayList<>(ConfigReader.problems(name, text));
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > ConfigParameter.MOST_BYTES) {
      problems.add(
          name
              + " has "
              + bytes
              + " bytes, and a parameter holds at most "
              + ConfigParameter.MOST_BYTES
              + ": shorten its comments and lists");
    }
    return new Examination(
        problems, problems.isEmpty() ? notes(ConfigReader.deployed(name, text), bytes) : List.of());
  }

  private static List<String> notes(Config config, int bytes) {
    List<String> notes = new ArrayList<>(config.notices());
    if (config.teleport().identity().isPresent() || config.teleport().files().isPresent()) {
      notes.add("teleport.identity is not used on AWS: the secrets teleport-* are");
    }
    if (config.pagerduty().isEmpty() && config.opsgenie().isEmpty() && config.slack().isEmpty()) {
      notes.add("no destination is configured: nobody hears of any request");
    }
    new TreeMap<>(config.modes())
        .forEach(
            (part, mode) -> {
              if (isThere(part, config)) {
                notes.add("modes." + part + " is " + mode.word());
              }
            });
    if (!config.review().enabled()) {
      notes.add("review.enabled is false: nobody decides outside of Teleport");
    }
    if (bytes > FREE_BYTES) {
      notes.add(bytes + " bytes: above " + FREE_BYTES + " AWS bills it as an advanced parameter");
    }
    return notes;
  }

  /** Whether there is what a mode is of. */
  private static boolean isThere(String part, Config config) {
    return switch (part) {
      case "pagerduty" -> config.pagerduty().isPresent();
      case "opsgenie" -> config.opsgenie().isPresent();
      case "slack" -> config.slack().isPresent();
      case "review" -> config.review().enabled();
      default -> true;
    };
  }
}
