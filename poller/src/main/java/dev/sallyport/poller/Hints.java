package dev.sallyport.poller;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Instant;
import java.util.Optional;

/** Makes events. An id that cannot travel gives none, and must not harm the others. */
final class Hints {
  private final String cluster;
  private final Signals signals;

  Hints(String cluster, Signals signals) {
    this.cluster = cluster;
    this.signals = signals;
  }

  Optional<RequestEvent> changed(RequestFacts request, Instant at) {
    return event(request.id(), Cause.CHANGED, Optional.of(request.mark()), at);
  }

  Optional<RequestEvent> deleted(String id, Instant at) {
    return event(id, Cause.DELETED, Optional.empty(), at);
  }

  Optional<RequestEvent> resync(RequestFacts request, Instant round) {
    return event(request.id(), Cause.RESYNC, Optional.of(request.mark()), round);
  }

  Optional<RequestEvent> missing(String id, Instant round) {
    return event(id, Cause.RESYNC, Optional.empty(), round);
  }

  private Optional<RequestEvent> event(
      String id, Cause cause, Optional<String> revision, Instant at) {
    try {
      return Optional.of(new RequestEvent(cluster, id, cause, revision, at));
    } catch (IllegalArgumentException e) {
      signals.say(Signal.warning("", "odd-request-id", "a request is left out: " + e.getMessage()));
      return Optional.empty();
    }
  }
}
