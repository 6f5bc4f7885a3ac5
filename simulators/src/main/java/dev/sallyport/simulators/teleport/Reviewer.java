package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.AccessReviewConditions;
import dev.sallyport.teleport.wire.types.RoleV6;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A review's author and what the roles let them review (Teleport: lib/services access request).
 *
 * @param unbound reviews anything but their own requests; only the simulator's own control makes
 *     such an author
 */
record Reviewer(
    String name, List<RoleV6> roles, Map<String, List<String>> traits, boolean unbound) {

  boolean maySubmit() {
    return unbound || roles.stream().anyMatch(role -> !allow(role).getRolesList().isEmpty());
  }

  boolean mayReview(AccessRequestV3 request) {
    if (request.getSpec().getUser().equals(name)) {
      return false;
    }
    if (unbound) {
      return true;
    }
    Where.Scope scope = scope(request);
    List<String> requested = requestedRoles(request);
    boolean denied =
        roles.stream()
            .map(role -> role.getSpec().getDeny().getReviewRequests())
            .anyMatch(deny -> requested.stream().anyMatch(wanted -> applies(deny, wanted, scope)));
    return !denied
        && !requested.isEmpty()
        && requested.stream()
            .allMatch(
                wanted -> roles.stream().anyMatch(role -> applies(allow(role), wanted, scope)));
  }

  /** The names that conditions of roles may use. */
  Where.Scope scope(AccessRequestV3 request) {
    Map<String, List<String>> lists = new TreeMap<>();
    lists.put("reviewer.roles", roles.stream().map(role -> role.getMetadata().getName()).toList());
    lists.put("request.roles", requestedRoles(request));
    lists.put("request.reason", List.of(request.getSpec().getRequestReason()));
    Map<String, Map<String, List<String>>> maps = new TreeMap<>();
    maps.put("reviewer.traits", traits);
    maps.put("request.system_annotations", Labels.map(request.getSpec().getSystemAnnotations()));
    return new Where.Scope(lists, maps);
  }

  /** The names that filters of thresholds may use. */
  Where.Scope scope(AccessRequestV3 request, AccessReview review) {
    Where.Scope scope = scope(request);
    scope.lists().put("review.reason", List.of(review.getReason()));
    scope.maps().put("review.annotations", Labels.map(review.getAnnotations()));
    return scope;
  }

  private static boolean applies(
      AccessReviewConditions conditions, String wanted, Where.Scope scope) {
    return Globs.matchesAny(conditions.getRolesList(), wanted)
        && Where.parse(conditions.getWhere()).test(scope);
  }

  private static AccessReviewConditions allow(RoleV6 role) {
    return role.getSpec().getAllow().getReviewRequests();
  }

  /** The roles first asked for: the mapping's keys where a later choice narrowed the list. */
  private static List<String> requestedRoles(AccessRequestV3 request) {
    Map<String, ?> mapping = request.getSpec().getRoleThresholdMappingMap();
    List<String> roles = request.getSpec().getRolesList();
    return mapping.isEmpty() || mapping.size() == roles.size()
        ? roles
        : mapping.keySet().stream().sorted().toList();
  }
}
