package dev.sallyport.core.decision;

import java.util.List;
import java.util.Optional;

/**
 * Roles that are never approved automatically, whatever else is listed.
 *
 * @param patterns names; {@code *} stands for any characters, none included
 */
public record NeverRoles(List<String> patterns) {
  public static final NeverRoles NONE = new NeverRoles(List.of());

  public NeverRoles {
    patterns = List.copyOf(patterns);
  }

  /** The pattern that a role falls under. */
  public Optional<String> of(String role) {
    return patterns.stream().filter(pattern -> covers(pattern, role)).sorted().findFirst();
  }

  /** After a mismatch the last star takes one more character. */
  private static boolean covers(String pattern, String role) {
    int at = 0;
    int star = -1;
    int taken = 0;
    for (int i = 0; i < role.length(); ) {
      if (at < pattern.length() && pattern.charAt(at) == '*') {
        star = at++;
        taken = i;
      } else if (at < pattern.length() && pattern.charAt(at) == role.charAt(i)) {
        at++;
        i++;
      } else if (star >= 0) {
        at = star + 1;
        i = ++taken;
      } else {
        return false;
      }
    }
    return pattern.substring(at).chars().allMatch(left -> left == '*');
  }
}
