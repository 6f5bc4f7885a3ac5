package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.AccessReviewThreshold;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.RoleV6;
import dev.sallyport.teleport.wire.types.ThresholdIndexSet;
import dev.sallyport.teleport.wire.types.ThresholdIndexSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When reviews decide a request (Teleport: lib/services, access request thresholds). */
final class Thresholds {
  private static final AccessReviewThreshold DEFAULT =
      AccessReviewThreshold.newBuilder().setName("default").setApprove(1).setDeny(1).build();

  private Thresholds() {}

  /** Takes the thresholds of each role that lets the requester ask, one set per role. */
  static void assign(AccessRequestSpecV3.Builder spec, List<RoleV6> granting) {
    List<AccessReviewThreshold> all = new ArrayList<>();
    for (String wanted : spec.getRolesList()) {
      ThresholdIndexSets.Builder sets = ThresholdIndexSets.newBuilder();
      for (RoleV6 role : granting) {
        if (RequestCreation.mayRequest(role, wanted)) {
          sets.addSets(indexes(all, role.getSpec().getAllow().getRequest().getThresholdsList()));
        }
      }
      if (sets.getSetsCount() == 0) {
        sets.addSets(indexes(all, List.of()));
      }
      spec.putRoleThresholdMapping(wanted, sets.build());
    }
    if (spec.getRolesCount() == 0) {
      indexes(all, List.of());
    }
    spec.addAllThresholds(all);
  }

  private static ThresholdIndexSet indexes(
      List<AccessReviewThreshold> all, List<AccessReviewThreshold> own) {
    ThresholdIndexSet.Builder set = ThresholdIndexSet.newBuilder();
    for (AccessReviewThreshold threshold : own.isEmpty() ? List.of(DEFAULT) : own) {
      if (!all.contains(threshold)) {
        all.add(threshold);
      }
      set.addIndexes(all.indexOf(threshold));
    }
    return set.build();
  }

  /** The indexes of all thresholds whose filter lets this review count. */
  static List<Integer> matching(AccessRequestV3 request, AccessReview review, Reviewer author) {
    Where.Scope scope = author.scope(request, review);
    List<Integer> indexes = new ArrayList<>();
    List<AccessReviewThreshold> thresholds = request.getSpec().getThresholdsList();
    for (int index = 0; index < thresholds.size(); index++) {
      if (Where.parse(thresholds.get(index).getFilter()).test(scope)) {
        indexes.add(index);
      }
    }
    return indexes;
  }

  /** The state that the reviews so far lead to, if any. */
  static Optional<RequestState> decide(AccessRequestSpecV3 spec) {
    for (int index = 0; index < spec.getThresholdsCount(); index++) {
      int needed = spec.getThresholds(index).getDeny();
      if (needed != 0 && count(spec, RequestState.DENIED, index) >= needed) {
        return Optional.of(RequestState.DENIED);
      }
    }
    boolean approved =
        sets(spec).stream()
            .allMatch(set -> set.getIndexesList().stream().anyMatch(index -> met(spec, index)));
    return approved ? Optional.of(RequestState.APPROVED) : Optional.empty();
  }

  private static List<ThresholdIndexSet> sets(AccessRequestSpecV3 spec) {
    if (spec.getRoleThresholdMappingCount() > 0) {
      return spec.getRoleThresholdMappingMap().values().stream()
          .flatMap(sets -> sets.getSetsList().stream())
          .toList();
    }
    ThresholdIndexSet.Builder every = ThresholdIndexSet.newBuilder();
    for (int index = 0; index < spec.getThresholdsCount(); index++) {
      every.addIndexes(index);
    }
    return List.of(every.build());
  }

  private static boolean met(AccessRequestSpecV3 spec, int index) {
    int needed = spec.getThresholds(index).getApprove();
    return needed != 0 && count(spec, RequestState.APPROVED, index) >= needed;
  }

  private static long count(AccessRequestSpecV3 spec, RequestState state, int index) {
    return spec.getReviewsList().stream()
        .filter(review -> review.getProposedState() == state)
        .filter(review -> review.getThresholdIndexesList().contains(index))
        .count();
  }
}
