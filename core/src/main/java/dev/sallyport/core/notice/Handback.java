package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.core.notice.Destination.Legacy;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Leaves a pending request to the Go plugin of a destination, which must be off here and not run
 * there: writes the entry that the plugin would have written, closes the notices that it cannot
 * know, and forgets what we did, so that it can be taken over again. What was cut short is done by
 * another run.
 */
public final class Handback {
  /**
   * What was left.
   *
   * @param kept references that the plugin knows now; none where nothing was ours
   * @param closed references of what it cannot know
   * @param unsure recipients of whom nobody can tell whether they were told
   */
  public record Left(List<String> kept, List<String> closed, List<String> unsure) {
    public Left {
      kept = List.copyOf(kept);
      closed = List.copyOf(closed);
      unsure = List.copyOf(unsure);
    }
  }

  private static final Reply REPLY = new Reply.OfHandback();

  private final Memory memory;
  private final Memory theirs;
  private final Destination destination;

  /**
   * @param theirs writes the plugin's own entries
   */
  public Handback(Memory memory, Memory theirs, Destination destination) {
    this.memory = memory;
    this.theirs = theirs;
    this.destination = destination;
  }

  /**
   * Leaves it.
   *
   * @throws Unavailable when Teleport or the destination cannot be asked, or somebody else wrote
   *     meanwhile; what is done by then stays done
   */
  public Left handBack(AccessRequest request) {
    Entries entries = memory.read(request.id());
    NoticeLedger ledger =
        NoticeLedger.open(memory, request.id(), destination.name(), entries).readable();
    if (ledger.isNew()) {
      return new Left(List.of(), List.of(), List.of());
    }
    List<String> unsure = new ArrayList<>();
    List<Notice> open = open(ledger.book(), request.id(), unsure);
    List<String> kept = List.of();
    List<String> closed = List.of();
    if (!open.isEmpty()) {
      Map<String, String> entry = entries.of(destination.name()).orElse(Map.of());
      Legacy legacy = destination.leave(request, open, entry);
      write(request.id(), entry, legacy.entry());
      kept = refs(legacy.kept());
      closed = closeOthers(request, open, kept);
    }
    forget(request.id(), entries.ours(destination.name()));
    return new Left(kept, closed, unsure);
  }

  /** What was announced as far as anybody can tell. */
  private List<Notice> open(NoticeBook book, String requestId, List<String> unsure) {
    List<Notice> open = new ArrayList<>();
    for (Notice notice : book.notices()) {
      switch (notice.state()) {
        case OPEN -> open.add(notice);
        case CLAIMED, UNKNOWN -> {
          switch (destination.lookForAnnouncement(notice, requestId, book.adopted().isPresent())) {
            case Looked.Found(String ref) -> open.add(notice.opened(ref, Optional.empty()));
            case Looked.Absent _, Looked.NotOurs _ -> {}
            case Looked.Blind _ -> unsure.add(notice.to());
          }
        }
        case NONE, CLOSED, REFUSED, SKIPPED, LOST -> {}
      }
    }
    return open;
  }

  private void write(String requestId, Map<String, String> stored, Map<String, String> entry) {
    Map<String, Memory.Change> changes = new HashMap<>();
    entry.forEach(
        (key, wanted) -> changes.put(key, new Memory.Change(stored.getOrDefault(key, ""), wanted)));
    if (changes.values().stream().allMatch(it -> it.expected().equals(it.wanted()))) {
      return;
    }
    switch (theirs.write(requestId, changes)) {
      case DONE -> {}
      case CONFLICT ->
          throw new Unavailable("the Go plugin's entry changed meanwhile: does it run already?");
      case REQUEST_GONE -> throw new Unavailable("the request is gone");
    }
  }

  private List<String> closeOthers(AccessRequest request, List<Notice> open, List<String> kept) {
    List<String> closed = new ArrayList<>();
    for (Notice notice : open) {
      String ref = notice.ref().orElseThrow();
      if (!kept.contains(ref) && !closed.contains(ref)) {
        close(notice, request);
        closed.add(ref);
      }
    }
    return closed;
  }

  private void close(Notice notice, AccessRequest request) {
    switch (destination.verify(notice, request.id())) {
      case Looked.Found _, Looked.Blind _ -> {
        if (!(destination.lookForReply(notice, request.id(), REPLY) instanceof Looked.Found)) {
          check(destination.reply(notice, request.id(), REPLY, new Truth.Live(request)));
        }
        check(destination.resolve(notice, Outcome.UNWATCHED));
      }
      case Looked.Absent _, Looked.NotOurs _ -> {}
    }
  }

  private static void check(Effect effect) {
    switch (effect) {
      case Effect.Done _, Effect.Nobody _, Effect.Vanished _ -> {}
      case Effect.Failed(var _, String why) -> throw new Unavailable(why);
      case Effect.Rejected(String why) -> throw new Unavailable(why);
      case Effect.Unknown(String why) -> throw new Unavailable(why);
    }
  }

  private void forget(String requestId, String ours) {
    Memory.Change nothing = new Memory.Change(ours, "");
    if (memory.write(requestId, Map.of(destination.name(), nothing)) == Memory.Written.CONFLICT) {
      throw new Unavailable(
          "the memory of "
              + destination.name()
              + " changed meanwhile: is it still on somewhere? Run it again");
    }
  }

  private static List<String> refs(List<Notice> notices) {
    return notices.stream().flatMap(notice -> notice.ref().stream()).toList();
  }
}
