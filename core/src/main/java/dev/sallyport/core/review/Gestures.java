package dev.sallyport.core.review;

import dev.sallyport.core.delivery.SignedDelivery;
import java.time.Instant;

/** Understands what one vendor delivers, once its signature holds. */
@FunctionalInterface
public interface Gestures {
  /**
   * Verifies and reads a delivery. Throws for nothing that a sender can choose.
   *
   * @param sentAt when it was put on the queue, as the queue says
   * @throws dev.sallyport.core.Unavailable when the verification secret cannot be read, or the
   *     vendor or memory not be asked what the delivery is about
   */
  Reading read(SignedDelivery delivery, Instant sentAt);

  /** What a delivery turned out to be. */
  sealed interface Reading {
    /** A decision. */
    record Pressed(Gesture gesture) implements Reading {}

    /**
     * A decision that cannot count, whoever made it. The person is told.
     *
     * @param why of a kind that the vendor's side alone can see
     */
    record Refused(Gesture gesture, Ending why) implements Reading {}

    /** Somebody closed the place where a request is shown, which decides nothing. */
    record Closed(Closing closing) implements Reading {}

    /** The vendor's, and no decision: another button, another kind of event. */
    record Nothing() implements Reading {}

    /** Not proved to be the vendor's for our installation. The why holds none of its contents. */
    record Unverified(String why) implements Reading {}

    /** The vendor's, and not to be understood. The why holds none of its contents. */
    record Garbled(String why) implements Reading {}
  }
}
