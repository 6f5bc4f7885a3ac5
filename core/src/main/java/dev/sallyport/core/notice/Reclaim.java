package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.notice.Destination.Adoption;
import dev.sallyport.core.request.AccessRequest;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a request once more that is ours, and that the Go plugin wrote to after it was taken over.
 * That plugin must be stopped by now: what it wrote until then disputes nothing any more.
 */
public final class Reclaim {
  private final Memory memory;
  private final Destination destination;
  private final InstantSource clock;

  public Reclaim(Memory memory, Destination destination, InstantSource clock) {
    this.memory = memory;
    this.destination = destination;
    this.clock = clock;
  }

  /**
   * Notes the plugin's entry as it is now, and the notices that it names and we do not know.
   *
   * @throws Unavailable when Teleport or the destination cannot be asked, or somebody else wrote
   *     meanwhile
   */
  public void reclaim(AccessRequest request) {
    Entries entries = memory.read(request.id());
    NoticeLedger ledger =
        NoticeLedger.open(memory, request.id(), destination.name(), entries).readable();
    Optional<Map<String, String>> entry = entries.of(destination.name());
    if (ledger.isNew() || entry.isEmpty()) {
      return;
    }
    NoticeBook book = ledger.book();
    if (destination.adopt(entry.get(), request.created(), clock.instant())
        instanceof Adoption.Take(var theirs)) {
      for (Notice notice : theirs) {
        if (notice.ref().isPresent()) {
          book = book.finding(notice.to(), notice.ref().get());
        }
      }
    }
    ledger.put(book.adopting(Takeover.digest(entry.get()), book.notices()));
    save(ledger);
  }

  private static void save(NoticeLedger ledger) {
    try {
      ledger.save();
    } catch (NoticeLedger.Unsaved e) {
      throw new Unavailable(String.valueOf(e.getMessage()), e);
    } catch (NoticeLedger.RequestGone e) {
      throw new Unavailable("the request is gone", e);
    }
  }
}
