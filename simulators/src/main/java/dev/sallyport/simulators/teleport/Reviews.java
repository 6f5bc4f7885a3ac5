package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestSpecV3;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.AccessReviewSubmission;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.RequestState;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * SubmitAccessReview with its checks in the server's order (Teleport: lib/auth and lib/services).
 */
final class Reviews {
  private static final Duration LATEST_START = Duration.ofDays(7);

  private final Cluster cluster;
  private final OnBehalf onBehalf;

  Reviews(Cluster cluster) {
    this.cluster = cluster;
    this.onBehalf = new OnBehalf(cluster);
  }

  AccessRequestV3 submit(Caller caller, AccessReviewSubmission submission) {
    if (submission.getReview().getProposedState() == RequestState.PROMOTED) {
      throw Refusals.invalid("state promoted can be only set when promoting to access list");
    }
    Rights rights = new Rights(cluster, caller);
    AccessReview review = admit(caller, rights, authored(caller, submission.getReview()));
    rights.requireMfa();
    Reviewer author = rights.reviewer(review.getAuthor());
    if (!author.maySubmit()) {
      throw cannotSubmit(author.name());
    }
    return apply(submission.getRequestId(), review, author);
  }

  /** A review by an author whom the cluster does not know, such as its own approval bot. */
  AccessRequestV3 submitUnbound(AccessReviewSubmission submission) {
    AccessReview review = submission.getReview();
    return apply(
        submission.getRequestId(),
        review,
        new Reviewer(review.getAuthor(), List.of(), Map.of(), true));
  }

  private static AccessReview authored(Caller caller, AccessReview review) {
    return review.getAuthor().isEmpty()
        ? review.toBuilder().setAuthor(caller.name()).build()
        : review;
  }

  private AccessReview admit(Caller caller, Rights rights, AccessReview review) {
    if (cluster.options().onBehalfKnown() && review.getSubmittedOnBehalfOfAuthor()) {
      return onBehalf.admit(caller, rights, review);
    }
    if (!caller.admin() && !review.getAuthor().equals(caller.name())) {
      throw Refusals.denied(
          "user \"%s\" cannot submit reviews on behalf of \"%s\""
              .formatted(caller.name(), review.getAuthor()));
    }
    if (!rights.maySubmitReviews()) {
      throw cannotSubmit(caller.name());
    }
    return review.toBuilder().clearSubmittedBy().clearSubmittedOnBehalfOfAuthor().build();
  }

  private AccessRequestV3 apply(String id, AccessReview sent, Reviewer author) {
    if (id.isEmpty()) {
      throw Refusals.invalid("missing request ID");
    }
    AccessRequestV3 request =
        cluster
            .request(id)
            .filter(found -> !cluster.isOver(found))
            .orElseThrow(
                () ->
                    Refusals.notFound(
                        "cannot apply review to access request \"%s\" (not found)".formatted(id)));
    RequestCreation.checkReason(sent.getReason());
    check(request, sent, author);
    AccessReview review =
        sent.toBuilder()
            .setCreated(
                Wire.time(Wire.instant(sent.hasCreated(), sent.getCreated()).orElse(cluster.now())))
            .clearThresholdIndexes()
            .addAllThresholdIndexes(Thresholds.matching(request, sent, author))
            .build();
    return cluster.putRequest(counted(request, review));
  }

  private void check(AccessRequestV3 request, AccessReview review, Reviewer author) {
    AccessRequestSpecV3 spec = request.getSpec();
    if (!author.mayReview(request)) {
      throw Refusals.denied(
          "user \"%s\" cannot review request \"%s\"".formatted(author.name(), Wire.id(request)));
    }
    RequestState proposed = review.getProposedState();
    if (proposed != RequestState.APPROVED && proposed != RequestState.DENIED) {
      throw Refusals.invalid(
          "invalid state proposal: %s (expected approval/denial)".formatted(proposed.name()));
    }
    if (spec.getThresholdsCount() == 0) {
      throw Refusals.invalid("request is uninitialized or does not support reviews");
    }
    if (spec.getReviewsList().stream().anyMatch(old -> old.getAuthor().equals(author.name()))) {
      throw Refusals.of(
          Status.fromCode(cluster.options().alreadyReviewedCode()),
          "user \"%s\" has already reviewed this request".formatted(author.name()));
    }
    if (review.getRolesCount() > 0 && !review.getRolesList().containsAll(spec.getRolesList())) {
      throw Refusals.notImplemented("role subselection is not yet supported in access reviews");
    }
    if (review.getAnnotations().getValuesCount() > 0) {
      throw Refusals.notImplemented("annotations are not yet supported in access reviews");
    }
    if (spec.getState() != RequestState.PENDING) {
      throw Refusals.denied(
          "the access request has been already " + spec.getState().name().toLowerCase(Locale.ROOT));
    }
    checkStart(request, review);
  }

  private static void checkStart(AccessRequestV3 request, AccessReview review) {
    Instant created = Wire.created(request);
    Instant end = Wire.accessExpiry(request).orElse(Instant.MAX);
    Wire.instant(review.hasAssumeStartTime(), review.getAssumeStartTime())
        .filter(
            start ->
                start.isBefore(created)
                    || !start.isBefore(end)
                    || start.isAfter(created.plus(LATEST_START)))
        .ifPresent(
            start -> {
              throw Refusals.invalid("invalid assume start time");
            });
  }

  /** The request with this review, decided if the thresholds are met. */
  private AccessRequestV3 counted(AccessRequestV3 request, AccessReview review) {
    AccessRequestSpecV3.Builder spec = request.getSpec().toBuilder().addReviews(review);
    Metadata.Builder metadata = request.getMetadata().toBuilder();
    Thresholds.decide(spec.build())
        .ifPresent(
            state -> {
              spec.setState(state).setResolveReason(review.getReason());
              if (state == RequestState.APPROVED && review.hasAssumeStartTime()) {
                spec.setAssumeStartTime(review.getAssumeStartTime());
              }
              Wire.accessExpiry(request)
                  .ifPresent(end -> RequestCreation.setObjectExpiry(cluster, spec, metadata, end));
            });
    return request.toBuilder().setMetadata(metadata).setSpec(spec).build();
  }

  private static RuntimeException cannotSubmit(String user) {
    return Refusals.denied("user \"%s\" cannot submit reviews".formatted(user));
  }
}
