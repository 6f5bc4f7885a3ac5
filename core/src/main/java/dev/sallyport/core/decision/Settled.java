package dev.sallyport.core.decision;

import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.review.Answers;
import dev.sallyport.core.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Tells once of each request by whom it was decided, and how fast. */
final class Settled {
  /** A review that was submitted, and one whose outcome is not noted down yet. */
  private static final Set<String> SUBMITTED = Set.of("recorded", "claimed");

  private Settled() {}

  /**
   * @param seen what was seen before
   * @return the word about it, the first time that it is seen to be decided
   */
  static Optional<Signal> told(
      AccessRequest request, Entries entries, Optional<Seen> seen, Instant now) {
    if (!request.state().settled() || seen.filter(it -> it.state().settled()).isPresent()) {
      return Optional.empty();
    }
    String by = by(entries, request.state());
    Signal word =
        Signal.info(
                request.id(),
                "decided",
                request.state().name().toLowerCase(Locale.ROOT) + " by " + by)
            .with("by", by);
    return Optional.of(
        request
            .created()
            .map(created -> word.with("seconds", seconds(created, request, now)))
            .orElse(word));
  }

  private static String by(Entries entries, RequestState state) {
    if (state == RequestState.APPROVED && isOurs(entries)) {
      return "on-call";
    }
    return Documents.read(entries.ours(Answers.KEY), Answers.class)
            instanceof Stored.Known(Answers answers)
        ? answers.done().stream()
            .filter(answer -> answer.verdict().proposed() == state)
            .filter(answer -> SUBMITTED.contains(answer.outcome()))
            .flatMap(answer -> answer.vendor().stream())
            .reduce((_, last) -> last)
            .orElse("teleport")
        : "teleport";
  }

  private static boolean isOurs(Entries entries) {
    return Documents.read(entries.ours(Decision.KEY), Decision.class)
            instanceof Stored.Known(Decision decision)
        && decision.verdict() == Decision.Verdict.APPROVED;
  }

  /** Until the last review, or until now where none tells its time. */
  private static String seconds(Instant created, AccessRequest request, Instant now) {
    Instant decided =
        request.reviews().stream()
            .filter(review -> review.proposed() != RequestState.PENDING)
            .flatMap((Review review) -> review.created().stream())
            .max(Instant::compareTo)
            .orElse(now);
    return Double.toString(Math.max(0, Duration.between(created, decided).toMillis()) / 1000.0);
  }
}
