package dev.sallyport.core.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;

/** What a person decided. */
public enum Verdict {
  @JsonProperty("approve")
  APPROVE(RequestState.APPROVED, "approval", "approved"),
  @JsonProperty("deny")
  DENY(RequestState.DENIED, "denial", "denied");

  private final RequestState proposed;
  private final String noun;
  private final String done;

  Verdict(RequestState proposed, String noun, String done) {
    this.proposed = proposed;
    this.noun = noun;
    this.done = done;
  }

  /** The state that such a review proposes. */
  public RequestState proposed() {
    return proposed;
  }

  String noun() {
    return noun;
  }

  String done() {
    return done;
  }

  boolean is(Review review) {
    return review.proposed() == proposed;
  }
}
