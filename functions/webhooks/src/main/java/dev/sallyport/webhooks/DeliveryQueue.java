package dev.sallyport.webhooks;

import dev.sallyport.core.delivery.SignedDelivery;

/** The queue of a vendor's deliveries. */
@FunctionalInterface
public interface DeliveryQueue {
  /**
   * Adds a delivery.
   *
   * @throws dev.sallyport.core.Unavailable when the queue did not take it, or did not say so in
   *     time; it may be there nevertheless
   */
  void send(SignedDelivery delivery);
}
