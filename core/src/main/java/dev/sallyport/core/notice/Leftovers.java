package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.decision.Routing;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.request.RequestState;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a destination has still to do once its mode is off: nobody else does it from then on. All
 * methods throw {@link Unavailable} when Teleport cannot be asked.
 */
public final class Leftovers {
  private final String cluster;
  private final Memory memory;
  private final AccessRequests requests;
  private final String destination;
  private final OpenNotices open;
  private final Notifier notifier;
  private final InstantSource clock;

  /**
   * @param open at the destination; none where it has no list
   * @param notifier of the destination, as if its mode were on
   */
  public Leftovers(
      String cluster,
      Memory memory,
      AccessRequests requests,
      String destination,
      OpenNotices open,
      Notifier notifier,
      InstantSource clock) {
    this.cluster = cluster;
    this.memory = memory;
    this.requests = requests;
    this.destination = destination;
    this.open = open;
    this.notifier = notifier;
    this.clock = clock;
  }

  /** Whether a pending request is not the Go plugin's yet, or a settled one may still be open. */
  public boolean isDue(AccessRequest request) {
    Entries entries = memory.read(request.id());
    if (request.state() == RequestState.PENDING) {
      return !isTheirs(entries.of(destination), ledger(request.id(), entries).book());
    }
    return request.state().settled() && !unfinished(request.id(), entries).isEmpty();
  }

  /** Where both remember it, and not the same, it is left already, or the plugin runs. */
  private static boolean isTheirs(Optional<Map<String, String>> entry, NoticeBook ours) {
    return entry.isPresent() && (ours.adopted().isEmpty() || Takeover.wroteAfter(ours, entry));
  }

  /**
   * Brings the destination in line with a request, and takes it over from the Go plugin where only
   * that remembers it.
   *
   * @return delivered when all is done; else why not, and whether another try may help
   */
  public Delivery bring(AccessRequest request) {
    Delivery brought =
        notifier.handle(RequestEvent.about(request, Cause.CHANGED, cluster, clock.instant()), 1);
    return request.state().settled() ? closed(request.id(), brought) : brought;
  }

  /**
   * The ids of requests that Teleport shows no more, and that have something open.
   *
   * @throws Unavailable when the destination cannot be asked, too
   */
  public List<String> ended() {
    return open.requestIds().stream().filter(id -> requests.find(id).isEmpty()).toList();
  }

  /**
   * Closes what such a request has open.
   *
   * @return delivered when all is done; else why not, and whether another try may help
   */
  public Delivery end(String requestId) {
    RequestEvent event =
        new RequestEvent(cluster, requestId, Cause.RESYNC, Optional.empty(), clock.instant());
    return closed(requestId, notifier.handle(event, 1));
  }

  private Delivery closed(String requestId, Delivery brought) {
    if (!brought.equals(Delivery.DELIVERED)) {
      return brought;
    }
    List<String> left = unfinished(requestId, memory.read(requestId));
    return left.isEmpty()
        ? brought
        : new Delivery.Rejected("cannot be closed: " + String.join(", ", left));
  }

  /** References of its notices that may be open, or else to whom they are. */
  public List<String> unfinished(AccessRequest request) {
    return unfinished(request.id(), memory.read(request.id()));
  }

  private List<String> unfinished(String requestId, Entries entries) {
    return ledger(requestId, entries).readable().book().notices().stream()
        .filter(
            notice ->
                switch (notice.state()) {
                  case OPEN, CLAIMED, UNKNOWN -> true;
                  case NONE, CLOSED, REFUSED, SKIPPED, LOST -> false;
                })
        .map(notice -> notice.ref().orElse(notice.to()))
        .toList();
  }

  /** Whether somebody's memory knows of notices, or nobody at the destination is to have one. */
  public boolean isAccountedFor(AccessRequest request) {
    Entries entries = memory.read(request.id());
    return entries.of(destination).isPresent()
        || !ledger(request.id(), entries).isNew()
        || (Documents.read(entries.ours(Routing.KEY), Routing.class)
                instanceof Stored.Known(Routing routing)
            && routing.at(destination).isEmpty());
  }

  private NoticeLedger ledger(String requestId, Entries entries) {
    return NoticeLedger.open(memory, requestId, destination, entries);
  }
}
