package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RoleConditions;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.Rule;
import dev.sallyport.teleport.wire.types.UserV2;
import java.util.List;

/** What a caller may do, by the rules of the roles on the certificate. Denial wins. */
final class Rights {
  private static final String MFA_REQUIRED = "admin-level API request requires MFA verification";

  private final Cluster cluster;
  private final Caller caller;
  private final List<RoleV6> roles;

  Rights(Cluster cluster, Caller caller) {
    this.cluster = cluster;
    this.caller = caller;
    this.roles = cluster.roles(caller.roles());
  }

  /** Refuses locked and deleted users. */
  static void admit(Cluster cluster, Caller caller) {
    if (cluster.isLocked(caller.name())) {
      throw Refusals.denied("lock targeting User:\"%s\" is in force".formatted(caller.name()));
    }
    if (!caller.admin() && cluster.user(caller.name()).isEmpty()) {
      throw Refusals.denied("access denied");
    }
  }

  boolean allows(String resource, String verb) {
    return caller.admin()
        || (!denies(resource, verb)
            && roles.stream().anyMatch(role -> has(role.getSpec().getAllow(), resource, verb)));
  }

  boolean denies(String resource, String verb) {
    return !caller.admin()
        && roles.stream().anyMatch(role -> has(role.getSpec().getDeny(), resource, verb));
  }

  void require(String resource, String... verbs) {
    for (String verb : verbs) {
      if (!allows(resource, verb)) {
        throw Refusals.missingRule(resource, verb);
      }
    }
  }

  /** Bots and the builtin Admin are exempt. */
  void requireMfa() {
    if (cluster.options().mfaForAdminActions()
        && !caller.admin()
        && !cluster.isBot(caller.name())) {
      throw Refusals.denied(MFA_REQUIRED);
    }
  }

  boolean seesEveryRequest() {
    return allows(Wire.ACCESS_REQUEST, "list") && allows(Wire.ACCESS_REQUEST, "read");
  }

  /** Without the rules: one's own requests, and those that one may review. */
  boolean sees(AccessRequestV3 request) {
    return seesEveryRequest()
        || request.getSpec().getUser().equals(caller.name())
        || reviewer(caller.name()).mayReview(request);
  }

  void requireNoDenialOfReading() {
    for (String verb : List.of("list", "read")) {
      if (denies(Wire.ACCESS_REQUEST, verb)) {
        throw Refusals.missingRule(Wire.ACCESS_REQUEST, verb);
      }
    }
  }

  /** Whether a role on the certificate lets the caller review at all. */
  boolean maySubmitReviews() {
    return caller.admin()
        || new Reviewer(caller.name(), roles, java.util.Map.of(), false).maySubmit();
  }

  boolean maySubmitFor(String author) {
    return caller.admin()
        || (roles.stream()
                .noneMatch(
                    role ->
                        Globs.matchesAny(
                            role.getSpec().getDeny().getReviewRequests().getSubmitForUsersList(),
                            author))
            && roles.stream()
                .anyMatch(
                    role ->
                        Globs.matchesAny(
                            role.getSpec().getAllow().getReviewRequests().getSubmitForUsersList(),
                            author)));
  }

  /** An author by the roles stored for the user; a bot that calls, by its certificate. */
  Reviewer reviewer(String author) {
    UserV2 user = cluster.user(author).orElse(UserV2.getDefaultInstance());
    boolean byCertificate = author.equals(caller.name()) && cluster.isBot(author);
    return new Reviewer(
        author,
        byCertificate ? roles : cluster.roles(user.getSpec().getRolesList()),
        Labels.map(user.getSpec().getTraits()),
        false);
  }

  private static boolean has(RoleConditions conditions, String resource, String verb) {
    for (Rule rule : conditions.getRulesList()) {
      boolean resourceFits =
          rule.getResourcesList().contains(resource) || rule.getResourcesList().contains("*");
      boolean verbFits = rule.getVerbsList().contains(verb) || rule.getVerbsList().contains("*");
      if (resourceFits && verbFits) {
        return true;
      }
    }
    return false;
  }
}
