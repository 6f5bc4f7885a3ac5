package dev.sallyport.integrations.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessReviewThreshold;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.ThresholdIndexSet;
import dev.sallyport.teleport.wire.types.ThresholdIndexSets;
import java.util.List;
import java.util.OptionalInt;

/**
 * How far a pending request is from its approval. It is approved when for each role each set holds
 * one threshold that is met (Teleport: lib/services/access_request.go).
 */
final class WireThresholds {
  private WireThresholds() {}

  /**
   * How many approvals are wanting at least: as if each to come counted for every threshold.
   *
   * @return empty for a request that is not pending, or does not say
   */
  static OptionalInt missing(AccessRequestSpecV3 spec) {
    if (spec.getState() != RequestState.PENDING) {
      return OptionalInt.empty();
    }
    OptionalInt most = OptionalInt.empty();
    for (ThresholdIndexSets role : spec.getRoleThresholdMappingMap().values()) {
      for (ThresholdIndexSet set : role.getSetsList()) {
        OptionalInt wanting = missing(spec, set.getIndexesList());
        if (wanting.isEmpty()) {
          return OptionalInt.empty();
        }
        most = OptionalInt.of(Math.max(most.orElse(0), wanting.getAsInt()));
      }
    }
    return most;
  }

  private static OptionalInt missing(AccessRequestSpecV3 spec, List<Integer> indexes) {
    return indexes.stream()
        .filter(index -> index >= 0 && index < spec.getThresholdsCount())
        .filter(index -> spec.getThresholds(index).getApprove() > 0)
        .mapToInt(index -> missing(spec, index))
        .min();
  }

  private static int missing(AccessRequestSpecV3 spec, int index) {
    AccessReviewThreshold threshold = spec.getThresholds(index);
    long approvals =
        spec.getReviewsList().stream()
            .filter(review -> review.getProposedState() == RequestState.APPROVED)
            .filter(review -> review.getThresholdIndexesList().contains(index))
            .count();
    return (int) Math.max(0, threshold.getApprove() - approvals);
  }
}
