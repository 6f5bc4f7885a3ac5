package dev.sallyport.core.review;

import java.util.List;
import java.util.Map;

/**
 * How a role is decided outside Teleport.
 *
 * @param buttons whether at all
 */
public record RoleRule(boolean buttons, boolean reasonOnDeny, boolean reasonOnApprove) {
  /** What holds for a role that no rule names. */
  public static final RoleRule DEFAULT = new RoleRule(true, true, false);

  boolean wantsReason(Verdict verdict) {
    return switch (verdict) {
      case APPROVE -> reasonOnApprove;
      case DENY -> reasonOnDeny;
    };
  }

  /** The strictest of the rules of these roles; {@code *} is that of roles without their own. */
  public static RoleRule of(List<String> roles, Map<String, RoleRule> rules) {
    RoleRule other = rules.getOrDefault("*", DEFAULT);
    return roles.stream()
        .map(role -> rules.getOrDefault(role, other))
        .reduce(RoleRule::and)
        .orElse(other);
  }

  private RoleRule and(RoleRule rule) {
    return new RoleRule(
        buttons && rule.buttons,
        reasonOnDeny || rule.reasonOnDeny,
        reasonOnApprove || rule.reasonOnApprove);
  }
}
