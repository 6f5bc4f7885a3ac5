package dev.sallyport.integrations.slack;

import dev.sallyport.core.request.AccessRequest;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The words of our messages. What users wrote is cut, escaped and mostly shown as code or
 * quotation; every text keeps to Block Kit's limits, and all of a message to about 13,000
 * characters together, above which Slack refuses it.
 *
 * @param webUrl tells where people decide, {@code https://host}; empty where the cluster has no
 *     such page
 */
record MessageText(String cluster, Supplier<Optional<String>> webUrl) {
  /** Where a click comes from, and what it asks. */
  static final String REVIEW_BLOCK = "review_block";

  static final String APPROVE = "approve_button";
  static final String DENY = "deny_button";
  static final String REASON_BLOCK = "reason_block";
  static final String REASON = "reason_input";

  Mark mark(String requestId, Optional<String> marker) {
    return new Mark(cluster, requestId, marker);
  }

  /** For those who decide. */
  Message request(AccessRequest request, Progress progress, Details details, Offer offer) {
    return card().forReviewers(request, progress, details, offer);
  }

  /** For the one who asked: without buttons. */
  Message copy(AccessRequest request, Progress progress, Details details) {
    return card().forRequester(request, progress, details);
  }

  /** What is left to say of a request in place of either. */
  Message request(Over over) {
    return card().over(over);
  }

  /** An answer in the thread; the review is told by its place among the request's, from 0 on. */
  Message review(AccessRequest request, int index) {
    if (index < 0 || index >= request.reviews().size()) {
      throw new IllegalArgumentException("there is no review " + index);
    }
    return thread().review(request.reviews().get(index));
  }

  /** A direct message for the one who asked: how it ended, by whom and why. */
  Message ended(AccessRequest request) {
    return thread().ended(request);
  }

  Message ended(Over over) {
    return thread().ended(over);
  }

  private RequestCard card() {
    return new RequestCard(cluster, webUrl.get());
  }

  private ThreadText thread() {
    return new ThreadText(cluster, webUrl.get());
  }
}
