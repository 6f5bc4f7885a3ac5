package dev.sallyport.workers;

import dev.sallyport.core.config.ConfigError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The variables of the process. */
record Environment(Map<String, String> variables) {
  private static final String QUEUE = "SALLYPORT_QUEUE_";

  Environment {
    variables = Map.copyOf(variables);
  }

  static Environment ofProcess() {
    return new Environment(System.getenv());
  }

  /**
   * A variable that must be there.
   *
   * @throws ConfigError naming it
   */
  String required(String name) {
    return optional(name)
        .orElseThrow(() -> new ConfigError("the variable " + name + " is not set"));
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }

  /** Another address than a vendor's own. */
  Optional<URI> address(String name) {
    return optional(name).map(URI::create);
  }

  /** {@code SALLYPORT_QUEUE_REVIEWS_SLACK_DEAD} is the address of {@code reviews-slack-dead}. */
  Queues queues() {
    Map<String, String> urls = new HashMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(QUEUE)) {
            urls.put(
                name.substring(QUEUE.length()).toLowerCase(Locale.ROOT).replace('_', '-'), value);
          }
        });
    return new Queues(urls);
  }

  /**
   * The text of a file that a variable names.
   *
   * @throws ConfigError naming it
   */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigError(file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }

  /** Names, never values. */
  @Override
  public String toString() {
    return "Environment" + variables.keySet();
  }
}
