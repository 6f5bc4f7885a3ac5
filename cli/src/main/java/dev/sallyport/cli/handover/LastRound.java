package dev.sallyport.cli.handover;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Does what no function does any more for a destination that is off.
 *
 * @param patience how long to try again where that may help
 */
record LastRound(Scene scene, Duration patience) {
  private static final Duration NEXT_TRY = Duration.ofSeconds(5);

  /**
   * Brings the destination in line with each.
   *
   * @param due what to do, by the request's id
   * @return what did not come to delivered, by the request's id
   */
  Map<String, Delivery> bring(Map<String, Supplier<Delivery>> due) {
    Instant end = scene.clock().instant().plus(patience);
    Map<String, Delivery> failed = new LinkedHashMap<>();
    Map<String, Supplier<Delivery>> left = new LinkedHashMap<>(due);
    tryEach(left, failed);
    while (!left.isEmpty() && scene.clock().instant().isBefore(end)) {
      scene.pause().pause(NEXT_TRY);
      tryEach(left, failed);
    }
    return failed;
  }

  /** Leaves those that another try may help. */
  private static void tryEach(Map<String, Supplier<Delivery>> left, Map<String, Delivery> failed) {
    left.forEach((id, work) -> failed.put(id, attempt(work)));
    failed.values().removeIf(Delivery.DELIVERED::equals);
    left.keySet().removeIf(id -> !(failed.get(id) instanceof Delivery.Retry));
  }

  private static Delivery attempt(Supplier<Delivery> work) {
    try {
      return work.get();
    } catch (Unavailable e) {
      return new Delivery.Retry(NEXT_TRY, String.valueOf(e.getMessage()));
    }
  }
}
