package dev.sallyport.integrations.opsgenie;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A schedule or a team that is alerted.
 *
 * @param name or id: a UUID is an id, as the original has it
 */
public record Responder(Type type, String name) {
  /** What it is. */
  public enum Type {
    SCHEDULE,
    TEAM;

    /** As the API and recipients name it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Pattern UUID =
      Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  static boolean isId(String name) {
    return UUID.matcher(name).matches();
  }

  @Override
  public String toString() {
    return type.word() + ":" + name;
  }
}
