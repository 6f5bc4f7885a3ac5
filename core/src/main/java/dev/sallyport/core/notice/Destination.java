package dev.sallyport.core.notice;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Truth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An outside system that requests are announced at. Every method makes as few calls as its API
 * allows and none may repeat a write by itself. Reads throw {@link dev.sallyport.core.Unavailable};
 * writes answer with an {@link Effect}.
 */
public interface Destination {
  /** Its name in memory, in queues and in the configuration. */
  String name();

  Rules rules(String to);

  /** Who hears of it when a recipient cannot be reached. */
  Optional<String> fallback();

  /**
   * Sorts recipients that were not told yet: the same person or channel may be named twice, and is
   * told once.
   *
   * @param to all recipients, those that were told before among them
   */
  default Recipients sort(List<String> to) {
    return new Recipients(to, List.of(), List.of());
  }

  /**
   * The recipient at which a notice stands that a person acted in, by its reference; empty where
   * references do not tell.
   */
  default Optional<String> place(String ref) {
    return Optional.empty();
  }

  /**
   * How the vendor itself shows a notice, for people: {@code triggered}, {@code closed}, …; empty
   * where it says nothing of the kind.
   */
  default Optional<String> standing(Notice notice) {
    return Optional.empty();
  }

  /** Reads something harmless, to show that it answers and takes our credential. */
  void check();

  /** Creates the incident or alert, posts the message. */
  Effect announce(String to, AccessRequest request);

  /**
   * Whether the announcement is there.
   *
   * @param unmarkedToo also take one that bears our key and no mark, as a Go plugin makes it
   */
  Looked lookForAnnouncement(Notice notice, String requestId, boolean unmarkedToo);

  /** Whether the notice is there and ours; asked once before the first write to it. */
  Looked verify(Notice notice, String requestId);

  /** Puts our mark on it, or brings its text up to date. May be repeated. */
  Effect edit(Notice notice, String requestId, Truth truth);

  /** Whether the reply is there. */
  Looked lookForReply(Notice notice, String requestId, Reply reply);

  /** Adds a reply, with its marker in the text. */
  Effect reply(Notice notice, String requestId, Reply reply, Truth truth);

  /** Resolves or closes it; one that is already resolved is a success. May be repeated. */
  Effect resolve(Notice notice, Outcome outcome);

  /**
   * What a Go plugin's entry under our name says.
   *
   * @param created when the request was made, where that is known
   */
  Adoption adopt(Map<String, String> entry, Optional<Instant> created, Instant now);

  /**
   * What a Go plugin must find under our name so that it goes on where we stop.
   *
   * @param open our open notices of a pending request, at least one
   * @param theirs the entry that it left when we took over, or none
   */
  Legacy leave(AccessRequest request, List<Notice> open, Map<String, String> theirs);

  /** An open notice with our mark whose memory is gone. */
  Optional<Notice> stray(String requestId);

  /** How a write went. */
  sealed interface Effect {
    /** It took effect. */
    record Done(String ref) implements Effect {}

    /** Proved to have had no effect; worth another try. */
    record Failed(Optional<java.time.Duration> after, String why) implements Effect {}

    /** Proved to have had no effect, and never will have. */
    record Rejected(String why) implements Effect {}

    /** Nobody knows. */
    record Unknown(String why) implements Effect {}

    /** There is nobody to tell under this name, and that is no fault. */
    record Nobody(String why) implements Effect {}

    /** What was to be written to is not there any more, or not to be reached. */
    record Vanished(String why) implements Effect {}
  }

  /** What a look found. */
  sealed interface Looked {
    record Found(String ref) implements Looked {}

    record Absent() implements Looked {}

    /** Something is there that is not ours to touch. */
    record NotOurs(String why) implements Looked {}

    /** We may not look. */
    record Blind() implements Looked {}
  }

  /**
   * Recipients, sorted.
   *
   * @param distinct each reached by itself
   * @param repeated reached under another name that is among the distinct
   * @param unclear cannot be told for now
   */
  record Recipients(List<String> distinct, List<String> repeated, List<String> unclear) {
    public Recipients {
      distinct = List.copyOf(distinct);
      repeated = List.copyOf(repeated);
      unclear = List.copyOf(unclear);
    }

    /** With others that need no sorting. */
    Recipients and(List<String> others) {
      List<String> more = new ArrayList<>(distinct);
      more.addAll(others);
      return new Recipients(more, repeated, unclear);
    }
  }

  /**
   * What is left to a Go plugin.
   *
   * @param entry each key that it knows; an empty text for one that shall not be there
   * @param kept the notices that it names; the plugin will never hear of the others
   */
  record Legacy(Map<String, String> entry, List<Notice> kept) {
    public Legacy {
      entry = Map.copyOf(entry);
      kept = List.copyOf(kept);
    }
  }

  /** What is to be taken over from a Go plugin. */
  sealed interface Adoption {
    /**
     * Its notices as they stand; none where it never stored what it made, so that we look first.
     */
    record Take(List<Notice> notices) implements Adoption {}

    /** It may still be at work on it. */
    record Later(Instant at) implements Adoption {}

    /** The entry names nothing that is ours. */
    record Nothing() implements Adoption {}
  }
}
