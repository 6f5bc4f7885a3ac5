package dev.sallyport.core.review;

import java.util.List;
import java.util.Map;

/**
 * What holds for deciding about a role from outside Teleport.
 *
 * @param buttons it may be decided there at all; else messages link to Teleport
 * @param reasonOnDeny a denial wants a reason
 * @param reasonOnApprove an approval wants a reason
 */
public record RoleRule(boolean buttons, boolean reasonOnDeny, boolean reasonOnApprove) {
  /** Nothing is decided outside. */
  public static final RoleRule LINK_ONLY = new RoleRule(false, true, true);

  /** The strictest of the rules of all roles; {@code *} is the rule of those that are not named. */
  public static RoleRule of(List<String> roles, Map<String, RoleRule> rules) {
    return roles.stream()
        .map(role -> rules.getOrDefault(role, rules.getOrDefault("*", LINK_ONLY)))
        .reduce(RoleRule::and)
        .orElse(LINK_ONLY);
  }

  private RoleRule and(RoleRule other) {
    return new RoleRule(
        buttons && other.buttons,
        reasonOnDeny || other.reasonOnDeny,
        reasonOnApprove || other.reasonOnApprove);
  }
}
