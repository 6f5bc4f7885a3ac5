package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Reviews as Teleport wants them, and what a refused one means. */
final class Reviews {
  static final int MAX_REASON_BYTES = 4096;

  /** What Teleport says of a review without a request, after it has looked at all the rights. */
  static final String NO_REQUEST = "missing request ID";

  private Reviews() {}

  static AccessReviewSubmission submission(
      String requestId,
      ProposedState state,
      String reason,
      String author,
      boolean onBehalf,
      Instant now) {
    return AccessReviewSubmission.newBuilder()
        .setRequestId(requestId)
        .setReview(
            AccessReview.newBuilder()
                .setAuthor(author)
                .setProposedState(state.wire())
                .setReason(cut(reason))
                .setCreated(WireTime.timestamp(now))
                .setSubmittedOnBehalfOfAuthor(onBehalf))
        .build();
  }

  /** At most {@value #MAX_REASON_BYTES} bytes of UTF-8, no character halved. */
  static String cut(String reason) {
    byte[] bytes = reason.getBytes(StandardCharsets.UTF_8);
    if (bytes.length <= MAX_REASON_BYTES) {
      return reason;
    }
    int end = MAX_REASON_BYTES;
    while ((bytes[end] & 0xc0) == 0x80) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  /** Whether only the request can tell what this refusal of a review means. */
  static boolean isAmbiguous(Reason reason) {
    return reason == Reason.MAY_NOT_REVIEW || reason == Reason.DENIED;
  }

  /** What the request itself says about why this author's review was refused. */
  static Reason explain(Reason reason, Optional<AccessRequestV3> request, String author) {
    if (request.isEmpty()) {
      return reason;
    }
    var spec = request.get().getSpec();
    if (spec.getReviewsList().stream().anyMatch(review -> review.getAuthor().equals(author))) {
      return Reason.ALREADY_REVIEWED;
    }
    if (isResolved(spec.getState())) {
      return Reason.ALREADY_RESOLVED;
    }
    return reason == Reason.MAY_NOT_REVIEW && spec.getUser().equals(author)
        ? Reason.SELF_REVIEW
        : reason;
  }

  private static boolean isResolved(RequestState state) {
    return switch (state) {
      case APPROVED, DENIED, PROMOTED -> true;
      case NONE, PENDING, UNRECOGNIZED -> false;
    };
  }
}
