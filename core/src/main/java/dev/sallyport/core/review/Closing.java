package dev.sallyport.core.review;

import dev.sallyport.core.event.RequestEvent;

/**
 * Somebody closed the place where a request is shown, as a vendor delivered it. That decides
 * nothing.
 *
 * @param place as its destination refers to it
 */
public record Closing(String requestId, String place) {
  public Closing {
    if (!RequestEvent.isId(requestId) || place.isBlank()) {
      throw new IllegalArgumentException("a closing needs a request and a place");
    }
  }
}
