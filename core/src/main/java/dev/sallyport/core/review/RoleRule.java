package dev.sallyport.core.review;

import java.util.Collection;

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

  /** The strictest of all. */
  static RoleRule strictest(Collection<RoleRule> rules) {
    return new RoleRule(
        rules.stream().allMatch(RoleRule::buttons),
        rules.stream().anyMatch(RoleRule::reasonOnDeny),
        rules.stream().anyMatch(RoleRule::reasonOnApprove));
  }
}
