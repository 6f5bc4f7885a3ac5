package dev.sallyport.integrations.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessReviewThreshold;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.teleport.wire.types.ThresholdIndexSet;
import dev.sallyport.teleport.wire.types.ThresholdIndexSets;
import java.util.OptionalInt;

/**
 * How far a request is from being approved. For every role each set of thresholds needs one that is
 * met; a review counts for the thresholds that the server tagged it with. Source: Teleport,
 * lib/services/access_request.go.
 */
final class Thresholds {
  private Thresholds() {}

  /** How many approvals are missing at least; empty where the request does not say. */
  static OptionalInt missing(AccessRequestSpecV3 spec) {
    int most = -1;
    for (ThresholdIndexSets role : spec.getRoleThresholdMappingMap().values()) {
      for (ThresholdIndexSet set : role.getSetsList()) {
        OptionalInt nearest =
            set.getIndexesList().stream()
                .filter(index -> index < spec.getThresholdsCount())
                .mapToInt(index -> missing(spec, index))
                .filter(count -> count != Integer.MAX_VALUE)
                .min();
        if (nearest.isEmpty()) {
          return OptionalInt.empty();
        }
        most = Math.max(most, nearest.getAsInt());
      }
    }
    return most < 0 ? OptionalInt.empty() : OptionalInt.of(most);
  }

  /** A threshold of zero approvals is never met by approving. */
  private static int missing(AccessRequestSpecV3 spec, int index) {
    AccessReviewThreshold threshold = spec.getThresholds(index);
    if (threshold.getApprove() == 0) {
      return Integer.MAX_VALUE;
    }
    long counted =
        spec.getReviewsList().stream()
            .filter(review -> review.getProposedState() == RequestState.APPROVED)
            .filter(review -> review.getThresholdIndexesList().contains(index))
            .count();
    return (int) Math.max(0, threshold.getApprove() - counted);
  }
}
