package dev.sallyport.poller;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The variables of a process. A blank one is as good as none. */
record Variables(Map<String, String> values) {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(s|m|h)");
  private static final int LAST_PORT = 65_535;

  Variables {
    values = Map.copyOf(values);
  }

  Optional<String> optional(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  /**
   * @throws BadVariable when it is not there
   */
  String required(String name, String what) {
    return optional(name).orElseThrow(() -> new BadVariable(name + " is missing: " + what));
  }

  /** A whole number of seconds, minutes or hours, such as {@code 30s}. */
  Duration duration(String name, Duration otherwise) {
    Optional<String> text = optional(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    Matcher parts = DURATION.matcher(text.get());
    if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
      throw new BadVariable(name + " must be a duration such as 30s, 15m or 4h, not " + text.get());
    }
    long count = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      default -> Duration.ofHours(count);
    };
  }

  /** A port, 0 for none. */
  int port(String name, int otherwise) {
    String text = optional(name).orElse(Integer.toString(otherwise));
    if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) > LAST_PORT) {
      throw new BadVariable(name + " must be a port from 1 to 65535, or 0 for none, not " + text);
    }
    return Integer.parseInt(text);
  }
}
