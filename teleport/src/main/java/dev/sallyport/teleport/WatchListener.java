package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestV3;
import java.util.Set;

/**
 * Hears what a watch brings. Calls come one after the other, on threads that gRPC needs back: hand
 * the work to a queue of your own and return at once. A listener that throws ends its watch.
 *
 * <p>There is no resume: what happens between two watches is lost, and the server ends a watch that
 * is read too slowly, on restarts, and when certificates end. So after {@link #onInit} list
 * everything, and after {@link #onEnd} watch again after a pause with some jitter.
 */
public interface WatchListener {
  /**
   * The watch stands; called once, before anything else but {@link #onEnd}.
   *
   * @param confirmedKinds the kinds that the server watches; all that were asked for when the
   *     server does not say (old ones do not)
   */
  void onInit(Set<String> confirmedKinds);

  /** A request was created or changed; the whole of it as it is now. It may come more than once. */
  void onPut(AccessRequestV3 request);

  /**
   * A request was deleted or expired: Teleport does not say which, nor its last state, and may be
   * late.
   */
  void onDelete(String requestId);

  /**
   * Other credentials took over. Open a new watch and then close this one; it ends by itself after
   * 30 s.
   */
  default void onSuperseded() {}

  /**
   * The watch is over: called exactly once, and last, whatever the cause. A stream that the server
   * ended without an error, a missing INIT and a close by its owner are {@link Reason#UNAVAILABLE}.
   */
  void onEnd(Reason reason, String text);
}
