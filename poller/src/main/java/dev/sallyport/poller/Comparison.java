package dev.sallyport.poller;

import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which requests are worth a look: those that are pending, those that moved on since they were
 * handled, and those that were handled and are no longer listed. The last is a hint and no more: a
 * list is no proof of an end.
 */
final class Comparison {
  private final Hints hints;
  private final Deletions deletions;

  Comparison(Hints hints, Deletions deletions) {
    this.hints = hints;
    this.deletions = deletions;
  }

  /** Without knowing what was handled: what is pending. */
  List<RequestEvent> pending(List<RequestFacts> listed, Instant round, Instant now) {
    return events(listed, Map.of(), round, now);
  }

  /**
   * @param seen the raw texts of what was handled, by request id
   * @param round which list this is, as it goes into the events
   */
  List<RequestEvent> events(
      List<RequestFacts> listed, Map<String, String> seen, Instant round, Instant now) {
    var events = new ArrayList<RequestEvent>();
    Set<String> ids = HashSet.newHashSet(listed.size());
    for (RequestFacts request : listed) {
      ids.add(request.id());
      if (wanted(request, seen.getOrDefault(request.id(), ""))
          && !deletions.justNow(request.id(), now)) {
        hints.resync(request, round).ifPresent(events::add);
      }
    }
    seen.forEach(
        (id, raw) -> {
          if (!raw.isEmpty() && !ids.contains(id)) {
            missing(id, round).ifPresent(events::add);
          }
        });
    return events;
  }

  private Optional<RequestEvent> missing(String id, Instant round) {
    return deletions
        .at(id)
        .map(at -> hints.deleted(id, at))
        .orElseGet(() -> hints.missing(id, round));
  }

  private static boolean wanted(RequestFacts request, String raw) {
    if (request.state() == RequestState.PENDING) {
      return true;
    }
    return switch (Documents.read(raw, Seen.class)) {
      case Stored.Absent<Seen> _ -> false;
      case Stored.Known<Seen>(Seen seen) -> request.differsFrom(seen);
      case Stored.Newer<Seen>(Seen seen, int _) -> request.differsFrom(seen);
      case Stored.Unreadable<Seen> _ -> true;
    };
  }
}
