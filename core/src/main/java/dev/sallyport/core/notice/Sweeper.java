package dev.sallyport.core.notice;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds open incidents and alerts whose request is over, and has the destination look at each. It
 * closes nothing.
 */
public final class Sweeper {
  private final String cluster;
  private final OpenNotices open;
  private final AccessRequests requests;
  private final Events events;
  private final Signals signals;
  private final InstantSource clock;

  public Sweeper(
      String cluster,
      OpenNotices open,
      AccessRequests requests,
      Events events,
      Signals signals,
      InstantSource clock) {
    this.cluster = cluster;
    this.open = open;
    this.requests = requests;
    this.events = events;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Goes over all that is open once.
   *
   * @return how many are worth a look
   * @throws dev.sallyport.core.Unavailable when the destination, Teleport or the queue cannot be
   *     asked
   */
  public int sweep() {
    int found = 0;
    for (String id : open.requestIds()) {
      Optional<AccessRequest> request = requests.find(id);
      if (request.filter(live -> live.state() == RequestState.PENDING).isEmpty()) {
        events.send(new RequestEvent(cluster, id, Cause.RESYNC, Optional.empty(), clock.instant()));
        signals.say(
            Signal.info(id, "swept", "is open although its request is over or cannot be read"));
        found++;
      }
    }
    return found;
  }
}
