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
   * @throws dev.sallyport.core.Unavailable when the verification secret cannot be read
   */
  Reading read(SignedDelivery delivery, Instant sentAt);

  /** What a delivery turned out to be. */
  sealed interface Reading {
    /** A decision. */
    record Pressed(Gesture gesture) implements Reading {}

    /** The vendor's, and no decision: another button, another kind of event. */
    record Nothing() implements Reading {}

    /** Not proved to be the vendor's for our installation. The why holds none of its contents. */
    record Unverified(String why) implements Reading {}

    /** The vendor's, and not to be understood. The why holds none of its contents. */
    record Garbled(String why) implements Reading {}
  }
}
