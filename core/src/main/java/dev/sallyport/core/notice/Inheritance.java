package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.notice.Destination.Adoption;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.request.AccessRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells, before anything is written, what a Go plugin leaves to us of a request. */
public final class Inheritance {
  /** How a request stands between the two. */
  public enum Standing {
    /** It is ours. */
    OURS,
    /** The plugin wrote after it was taken over. */
    DISPUTED,
    /** Its notices are known, and become ours. */
    READY,
    /**
     * It says that it announced, and not where: it is looked for, and announced if it is absent.
     */
    SEARCHED,
    /** It may still be at work. */
    AT_WORK,
    /** It names notices that are not there, or not the request's. */
    UNCLEAR,
    /** It never announced it: we do. */
    UNTOUCHED;

    /** Whether it becomes ours when the destination is on. */
    public boolean isLeft() {
      return this == READY || this == SEARCHED || this == AT_WORK || this == UNCLEAR;
    }
  }

  /**
   * What was found.
   *
   * @param words for the operator
   */
  public record Finding(String requestId, Standing standing, String words) {}

  private final Memory memory;
  private final Destination destination;
  private final InstantSource clock;

  public Inheritance(Memory memory, Destination destination, InstantSource clock) {
    this.memory = memory;
    this.destination = destination;
    this.clock = clock;
  }

  /**
   * Makes sure that the destination can be asked at all.
   *
   * @param recipients some that are told of requests
   * @throws Unavailable when it cannot, or refuses the secret
   */
  public void reach(List<String> recipients) {
    Notice nothing = Notice.none(recipients.stream().findFirst().orElse("nobody"));
    var _ = destination.lookForAnnouncement(nothing, "reachability", false);
    if (!destination.sort(recipients).unclear().isEmpty()) {
      throw new Unavailable(destination.name() + " does not answer, or refuses the secret");
    }
  }

  /**
   * How a request stands.
   *
   * @throws Unavailable when Teleport or the destination cannot be asked
   */
  public Finding of(AccessRequest request) {
    Entries entries = memory.read(request.id());
    NoticeLedger ledger = NoticeLedger.open(memory, request.id(), destination.name(), entries);
    Optional<Map<String, String>> theirs = entries.of(destination.name());
    if (!ledger.isNew()) {
      return ours(request, ledger, theirs);
    }
    Instant now = clock.instant();
    return theirs
        .map(entry -> left(request, destination.adopt(entry, request.created(), now)))
        .orElseGet(() -> untouched(request));
  }

  private static Finding ours(
      AccessRequest request, NoticeLedger ledger, Optional<Map<String, String>> theirs) {
    return Takeover.wroteAfter(ledger.book(), theirs)
        ? new Finding(
            request.id(),
            Standing.DISPUTED,
            "is ours, and the Go plugin wrote after that: is it still running?")
        : new Finding(request.id(), Standing.OURS, "is ours: " + refs(ledger.book().notices()));
  }

  private Finding left(AccessRequest request, Adoption adoption) {
    return switch (adoption) {
      case Adoption.Nothing _ -> untouched(request);
      case Adoption.Later(Instant at) ->
          new Finding(
              request.id(),
              Standing.AT_WORK,
              "the Go plugin may still be announcing it: looked for at " + at);
      case Adoption.Take(List<Notice> notices) when notices.isEmpty() ->
          new Finding(
              request.id(),
              Standing.SEARCHED,
              "the Go plugin does not say where it announced it: looked for, and announced if it is"
                  + " not there");
      case Adoption.Take(List<Notice> notices) -> taken(request, notices);
    };
  }

  private Finding taken(AccessRequest request, List<Notice> notices) {
    boolean blind = false;
    for (Notice notice : notices) {
      switch (destination.verify(notice, request.id())) {
        case Looked.Found _ -> {}
        case Looked.Blind _ -> blind = true;
        case Looked.Absent _ -> {
          return unclear(request, refs(List.of(notice)) + " is not there any more");
        }
        case Looked.NotOurs(String why) -> {
          return unclear(request, why);
        }
      }
    }
    return new Finding(
        request.id(),
        Standing.READY,
        refs(notices) + " is taken over" + (blind ? "; nobody may look whether it is there" : ""));
  }

  private static Finding unclear(AccessRequest request, String why) {
    return new Finding(request.id(), Standing.UNCLEAR, why);
  }

  private static Finding untouched(AccessRequest request) {
    return new Finding(
        request.id(), Standing.UNTOUCHED, "the Go plugin never announced it: announced by us");
  }

  private static String refs(List<Notice> notices) {
    List<String> refs = notices.stream().flatMap(notice -> notice.ref().stream()).toList();
    return refs.isEmpty() ? "nothing announced" : String.join(", ", refs);
  }
}
