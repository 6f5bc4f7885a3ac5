package dev.sallyport.core.review;

import dev.sallyport.core.request.AccessRequest;

/** Submits a person's review as that person, whose own rights then decide. */
public interface PersonalReviews {
  /**
   * Submits.
   *
   * @param author the person's Teleport user
   * @param reason at most 4096 bytes of UTF-8; may be empty
   * @throws dev.sallyport.core.Unavailable when the outcome is unknown
   */
  Submitted submit(String requestId, String author, Verdict verdict, String reason);

  /** Whether a review by this user, who is stored in Teleport, could be submitted at all. */
  Probe probe(String user);

  /** What became of it. */
  sealed interface Submitted {
    /** Recorded; the request as it is now, which may still be pending. */
    record Recorded(AccessRequest after) implements Submitted {}

    /** The person has a review on the request already. */
    record AlreadyReviewed() implements Submitted {}

    /** It was settled before. */
    record AlreadyResolved(String text) implements Submitted {}

    /** Teleport does not let this person, or not through us. */
    record NotAllowed(String text) implements Submitted {}

    /** The person's user is not stored: a user from single sign-on has to log in first. */
    record NotStored() implements Submitted {}

    /** The cluster cannot, or our identity may not, submit for anybody. */
    record NotSupported(String why) implements Submitted {}

    /** There is no such request any more, or none that can be seen. */
    record Gone() implements Submitted {}
  }

  /** What a probe showed. */
  sealed interface Probe {
    record CanReview() implements Probe {}

    /** Why not, and what to do, for an operator. */
    record Cannot(String why) implements Probe {}
  }
}
