package dev.sallyport.poller;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.RequestEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Hints in the order in which their requests came, one for each. The newest replaces the one
 * before, but nothing replaces a deletion: it is the proof of an end.
 */
final class WaitingHints {
  private final Map<String, RequestEvent> byRequest = new LinkedHashMap<>();

  int size() {
    return byRequest.size();
  }

  void put(RequestEvent event) {
    byRequest.merge(event.requestId(), event, WaitingHints::newer);
  }

  /** Puts a hint back that could not be sent, behind all others. */
  void putBack(RequestEvent event) {
    RequestEvent meanwhile = byRequest.remove(event.requestId());
    byRequest.put(event.requestId(), meanwhile == null ? event : newer(event, meanwhile));
  }

  boolean contains(String requestId) {
    return byRequest.containsKey(requestId);
  }

  /** Takes the first whose request is not among these. */
  Optional<RequestEvent> takeUnless(Set<String> requestIds) {
    for (RequestEvent event : byRequest.values()) {
      if (!requestIds.contains(event.requestId())) {
        byRequest.remove(event.requestId());
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }

  /** Removes a hint that a list can make up for; false when there is none. */
  boolean removeReplaceable() {
    for (RequestEvent event : byRequest.values()) {
      if (event.cause() != Cause.DELETED) {
        byRequest.remove(event.requestId());
        return true;
      }
    }
    return false;
  }

  private static RequestEvent newer(RequestEvent old, RequestEvent event) {
    return old.cause() == Cause.DELETED ? old : event;
  }
}
