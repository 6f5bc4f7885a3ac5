package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.request.AccessRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Has a request announced again where its notice was really lost, when an operator asks for it. It
 * looks first: what is there stays, and is not doubled. It announces nothing itself; it clears the
 * way in memory and sends the destination a hint.
 */
public final class Resender {
  /** What was found about one recipient. */
  public enum Finding {
    /** The notice is there, and memory knows it now. */
    THERE,
    /** It is proved not to be there, and is announced again. */
    LOST,
    /** The destination does not let us look, and it was given up: announced again nevertheless. */
    GIVEN_UP,
    /** The destination does not let us look, so nothing is done. */
    UNSURE,
    /** Something is there that is not ours. */
    NOT_OURS
  }

  /**
   * @param words for the operator
   */
  public record Found(String to, Finding finding, String words) {}

  private final String cluster;
  private final Memory memory;
  private final Destination destination;
  private final Events events;
  private final InstantSource clock;

  /**
   * @param events the destination's queue
   */
  public Resender(
      String cluster, Memory memory, Destination destination, Events events, InstantSource clock) {
    this.cluster = cluster;
    this.memory = memory;
    this.destination = destination;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Looks for each notice of a request, clears the way for those that are lost, and has the
   * destination look at the request. May be repeated.
   *
   * @return what was found, by recipient in the order of memory; none where nothing was announced
   *     yet
   * @throws Unavailable when the destination, Teleport or the queue cannot be asked, or the memory
   *     changed meanwhile; nothing is announced then
   */
  public List<Found> resend(AccessRequest request) {
    try {
      return lookForAll(request.id());
    } catch (NoticeLedger.Unsaved e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    }
  }

  private List<Found> lookForAll(String requestId) {
    Entries entries = memory.read(requestId);
    NoticeLedger ledger = NoticeLedger.open(memory, requestId, destination.name(), entries);
    List<Found> all = new ArrayList<>();
    for (Notice notice : ledger.book().notices()) {
      Found found = lookFor(notice, requestId, ledger);
      if (found.finding() == Finding.LOST || found.finding() == Finding.GIVEN_UP) {
        ledger.record(notice.absent());
      }
      all.add(found);
    }
    ledger.save();
    events.send(
        new RequestEvent(cluster, requestId, Cause.RESYNC, Optional.empty(), clock.instant()));
    return List.copyOf(all);
  }

  private Found lookFor(Notice notice, String requestId, NoticeLedger ledger) {
    boolean known = notice.ref().isPresent();
    Looked looked =
        known
            ? destination.verify(notice, requestId)
            : destination.lookForAnnouncement(
                notice, requestId, ledger.book().adopted().isPresent());
    return switch (looked) {
      case Looked.Found(String ref) -> {
        if (!known) {
          ledger.record(notice.opened(ref, Optional.of("")));
        }
        yield new Found(notice.to(), Finding.THERE, "is there as " + ref);
      }
      case Looked.Absent _ -> new Found(notice.to(), Finding.LOST, "is not there: announced again");
      case Looked.NotOurs(String why) -> new Found(notice.to(), Finding.NOT_OURS, why);
      case Looked.Blind _ -> blind(notice);
    };
  }

  private static Found blind(Notice notice) {
    return switch (notice.state()) {
      case LOST, SKIPPED, REFUSED ->
          new Found(
              notice.to(),
              Finding.GIVEN_UP,
              "was given up, and nobody may look: announced again, at the risk of a duplicate");
      case NONE, CLAIMED, UNKNOWN, OPEN, CLOSED ->
          new Found(notice.to(), Finding.UNSURE, "cannot be looked for: nothing is done");
    };
  }
}
