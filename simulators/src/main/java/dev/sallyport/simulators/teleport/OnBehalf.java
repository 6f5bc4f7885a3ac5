package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.AccessReview;

/** Reviews that a plugin submits for a person (Teleport 18.11 and 19). */
final class OnBehalf {
  private final Cluster cluster;

  OnBehalf(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The review with its submitter, if the caller may submit for its author. */
  AccessReview admit(Caller caller, Rights rights, AccessReview review) {
    String author = review.getAuthor();
    String refusal =
        "user \"%s\" cannot submit reviews for \"%s\"".formatted(caller.name(), author);
    if (!review.getSubmittedBy().isEmpty() && !review.getSubmittedBy().equals(caller.name())) {
      throw Refusals.denied(refusal);
    }
    rights.require("user", "read");
    if (cluster.isBot(author)) {
      throw Refusals.invalid(
          "cannot submit reviews on behalf of bot user \"%s\"".formatted(author));
    }
    if (cluster.user(author).isEmpty()) {
      throw Refusals.denied(refusal + ", user could not be fetched from local store");
    }
    if (!rights.maySubmitFor(author)) {
      throw Refusals.denied(refusal);
    }
    return review.toBuilder().setSubmittedBy(caller.name()).build();
  }
}
