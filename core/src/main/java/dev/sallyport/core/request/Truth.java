package dev.sallyport.core.request;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is so about a request. Gone is proved, never guessed: Teleport answers a read by id with
 * nothing both when a request is over and when a permission is lost.
 */
public sealed interface Truth {
  /** Teleport holds it. */
  record Live(AccessRequest request) implements Truth {}

  /**
   * It is over, by proof.
   *
   * @param last what was seen of it, for those who still have to show it
   */
  record Gone(Outcome outcome, Optional<Seen> last) implements Truth {
    public Gone(Outcome outcome) {
      this(outcome, Optional.empty());
    }
  }

  /** It reads empty, and nothing proves its end: a lost permission looks like this. */
  record Invisible(String why) implements Truth {}

  /** A DELETE this close before the recorded end is that end: clocks differ. */
  Duration CLOCK_TOLERANCE = Duration.ofSeconds(5);

  /**
   * Judges a read by id.
   *
   * @param deletedAt when a DELETE of this request was watched, if one was
   */
  static Truth of(
      Optional<AccessRequest> read, Optional<Seen> seen, Optional<Instant> deletedAt, Instant now) {
    Optional<Instant> deletion = deletedAt.or(() -> seen.flatMap(Seen::gone));
    return judge(read, seen, deletion.isPresent(), deletion.orElse(now));
  }

  private static Truth judge(
      Optional<AccessRequest> read, Optional<Seen> seen, boolean deleteSeen, Instant now) {
    if (read.isPresent()) {
      return new Live(read.get());
    }
    if (seen.isEmpty()) {
      return deleteSeen
          ? new Gone(Outcome.UNWATCHED)
          : new Invisible("it reads empty and was never seen before");
    }
    return Outcome.ofSettled(seen.get().state())
        .map(outcome -> settled(outcome, seen.get(), deleteSeen, now))
        .orElseGet(() -> unsettled(seen.get(), deleteSeen, now));
  }

  private static Truth settled(Outcome outcome, Seen seen, boolean deleteSeen, Instant now) {
    return deleteSeen || passed(seen.expires(), now)
        ? new Gone(outcome, Optional.of(seen))
        : new Invisible("it reads empty although its access has not ended");
  }

  private static Truth unsettled(Seen seen, boolean deleteSeen, Instant now) {
    boolean accessOver = passed(seen.expires(), now);
    if (seen.state() == RequestState.UNKNOWN && (deleteSeen || accessOver)) {
      return new Gone(Outcome.UNWATCHED, Optional.of(seen));
    }
    if (deleteSeen) {
      return new Gone(deleted(seen, now), Optional.of(seen));
    }
    // Had it been decided meanwhile, it would live until the end of its access.
    if (accessOver) {
      return new Gone(Outcome.UNWATCHED, Optional.of(seen));
    }
    return seen.state() == RequestState.PENDING && passed(seen.requestExpires(), now)
        ? new Gone(Outcome.EXPIRED, Optional.of(seen))
        : new Invisible("it reads empty although it has not expired and no deletion was seen");
  }

  /** What a watched DELETE of a pending request says. */
  private static Outcome deleted(Seen seen, Instant now) {
    if (!passed(seen.requestExpires(), now.plus(CLOCK_TOLERANCE))) {
      return Outcome.DELETED;
    }
    // It outlived its own expiry, so somebody decided, and nobody watched.
    boolean outlived =
        passed(seen.expires(), now.plus(CLOCK_TOLERANCE))
            && !seen.expires().equals(seen.requestExpires());
    return outlived ? Outcome.UNWATCHED : Outcome.EXPIRED;
  }

  private static boolean passed(Optional<Instant> end, Instant now) {
    return end.filter(instant -> !instant.isAfter(now)).isPresent();
  }
}
