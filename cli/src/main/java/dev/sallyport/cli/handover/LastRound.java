package dev.sallyport.cli.handover;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.notice.Leftovers;
import dev.sallyport.core.request.AccessRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Does what no function does any more for a destination that is off. */
final class LastRound {
  private static final Duration NEXT_TRY = Duration.ofSeconds(5);

  private final Scene scene;
  private final Leftovers leftovers;

  LastRound(Scene scene, Leftovers leftovers) {
    this.scene = scene;
    this.leftovers = leftovers;
  }

  /**
   * Brings the destination in line with each.
   *
   * @param patience how long to try again where that may help
   * @return what did not come to delivered, by the request's id
   */
  Map<String, Delivery> bring(List<AccessRequest> requests, Duration patience) {
    Instant end = scene.clock().instant().plus(patience);
    Map<String, Delivery> failed = new LinkedHashMap<>();
    List<AccessRequest> left = tryEach(requests, failed);
    while (!left.isEmpty() && scene.clock().instant().isBefore(end)) {
      scene.pause().pause(NEXT_TRY);
      left = tryEach(left, failed);
    }
    return failed;
  }

  /** Answers those that another try may help. */
  private List<AccessRequest> tryEach(List<AccessRequest> requests, Map<String, Delivery> failed) {
    requests.forEach(
        request -> {
          Delivery brought = bring(request);
          if (brought.equals(Delivery.DELIVERED)) {
            failed.remove(request.id());
          } else {
            failed.put(request.id(), brought);
          }
        });
    return requests.stream()
        .filter(request -> failed.get(request.id()) instanceof Delivery.Retry)
        .toList();
  }

  private Delivery bring(AccessRequest request) {
    try {
      return leftovers.bring(request);
    } catch (Unavailable e) {
      return new Delivery.Retry(NEXT_TRY, String.valueOf(e.getMessage()));
    }
  }
}
