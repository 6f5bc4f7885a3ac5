package dev.sallyport.poller;

import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;

/**
 * The little that the poller needs to know of a request.
 *
 * @param reviews how many it has
 * @param revision changes with each write; empty where the server says none
 */
public record RequestFacts(String id, RequestState state, int reviews, String revision) {

  /** What tells two looks at it apart. */
  String mark() {
    return revision.isEmpty() ? state + "/" + reviews : revision;
  }

  /** Whether it moved on since it was handled last. */
  boolean differsFrom(Seen seen) {
    return seen.state() != state || seen.reviews() != reviews;
  }
}
