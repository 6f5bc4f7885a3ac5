package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.AccessReviewThreshold;
import dev.sallyport.teleport.wire.types.RoleConditions;
import dev.sallyport.teleport.wire.types.RoleV6;

/** What a cluster refuses to store as a role: Enterprise's fields without it, broken conditions. */
final class RoleCheck {
  private RoleCheck() {}

  static void check(RoleV6 role, boolean enterprise) {
    if (role.getMetadata().getName().isEmpty()) {
      throw Refusals.invalid("missing parameter Name");
    }
    RoleConditions allow = role.getSpec().getAllow();
    if (!enterprise && allow.hasReviewRequests()) {
      throw enterpriseOnly("allow.review_requests");
    }
    if (!enterprise && allow.getRequest().getThresholdsCount() > 0) {
      throw enterpriseOnly("allow.request.thresholds");
    }
    try {
      Where.parse(allow.getReviewRequests().getWhere());
      Where.parse(role.getSpec().getDeny().getReviewRequests().getWhere());
      for (AccessReviewThreshold threshold : allow.getRequest().getThresholdsList()) {
        Where.parse(threshold.getFilter());
      }
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static RuntimeException enterpriseOnly(String field) {
    return Refusals.denied(
        "role field " + field + " is only available in enterprise subscriptions");
  }
}
