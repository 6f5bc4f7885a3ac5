package dev.sallyport.core.notice;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import java.time.Instant;
import java.util.Optional;

/** All rules of what is done when, as one pure function. */
public final class Plan {
  /** The call that announces, as claims name it. */
  public static final String ANNOUNCE = "announce";

  private Plan() {}

  /**
   * The next step for one notice.
   *
   * @param truth live or gone; for an invisible request nothing is ever done
   */
  public static Step next(Truth truth, Notice notice, Rules rules, Instant now) {
    if (truth instanceof Truth.Invisible
        || notice.state() == NoticeState.SKIPPED
        || notice.state() == NoticeState.LOST) {
      return Step.DONE;
    }
    Optional<Step> unfinished = unfinished(notice, rules, now);
    if (unfinished.isPresent()) {
      return unfinished.get();
    }
    return switch (notice.state()) {
      case NONE, REFUSED -> announce(truth, rules);
      case OPEN -> follow(truth, notice, rules);
      case CLOSED -> correct(truth, notice, rules);
      case CLAIMED, UNKNOWN -> new Step.Look(ANNOUNCE);
      case SKIPPED, LOST -> Step.DONE;
    };
  }

  /** A claim without a record, or an unknown outcome, comes before everything else. */
  private static Optional<Step> unfinished(Notice notice, Rules rules, Instant now) {
    if (notice.claim().isEmpty()) {
      return Optional.empty();
    }
    Claim claim = notice.claim().get();
    if (claim.at().isAfter(now.plus(Rules.CLAIM_LIFE))) {
      // No clock of ours is that wrong, and nobody shall wait for it.
      return Optional.of(new Step.Look(claim.call()));
    }
    Instant ripe =
        claim
            .at()
            .plus(notice.state() == NoticeState.UNKNOWN ? rules.lookAfter() : Rules.CLAIM_LIFE);
    return Optional.of(now.isBefore(ripe) ? new Step.Wait(ripe) : new Step.Look(claim.call()));
  }

  private static Step announce(Truth truth, Rules rules) {
    return switch (truth) {
      case Truth.Live(AccessRequest request) ->
          request.state() == RequestState.PENDING
                  || (rules.showsSettled() && request.state().settled())
              ? new Step.Announce()
              : Step.DONE;
      case Truth.Gone _, Truth.Invisible _ -> Step.DONE;
    };
  }

  private static Step follow(Truth truth, Notice notice, Rules rules) {
    if (rules.followsEdits() && outdated(truth, notice)) {
      return new Step.Edit();
    }
    Step step = tell(truth, notice, rules);
    boolean writes = !(step instanceof Step.Done);
    return writes && notice.shown().isEmpty() ? new Step.Edit() : step;
  }

  /** Whether the notice's own text says something else than the truth. */
  private static boolean outdated(Truth truth, Notice notice) {
    return switch (truth) {
      case Truth.Live(AccessRequest request) ->
          !notice.shown().equals(Optional.of(request.version()));
      case Truth.Gone(Outcome outcome, Optional<Seen> _) -> !says(notice.shows(), outcome);
      case Truth.Invisible _ -> false;
    };
  }

  private static Step tell(Truth truth, Notice notice, Rules rules) {
    if (truth instanceof Truth.Live(AccessRequest request)
        && notice.replies() < request.reviews().size()) {
      return new Step.Tell(new Reply.OfReview(notice.replies()));
    }
    return end(truth).map(outcome -> end(outcome, notice, rules)).orElse(Step.DONE);
  }

  private static Step end(Outcome outcome, Notice notice, Rules rules) {
    Optional<Outcome> said = rules.tellsEnd() ? notice.told() : notice.shows();
    if (rules.tellsEnd() && !says(said, outcome)) {
      return new Step.Tell(new Reply.OfEnd(outcome));
    }
    return new Step.Resolve(said.filter(before -> !contradicts(outcome, before)).orElse(outcome));
  }

  /**
   * What is closed stays closed; only another decision (approved, then denied) is shown and told
   * once more.
   */
  private static Step correct(Truth truth, Notice notice, Rules rules) {
    Optional<Outcome> end = end(truth);
    if (end.isEmpty()) {
      return Step.DONE;
    }
    if (!rules.followsEdits()) {
      return says(notice.told(), end.get()) ? Step.DONE : new Step.Tell(new Reply.OfEnd(end.get()));
    }
    if (says(notice.closedAs(), end.get())) {
      return Step.DONE;
    }
    return outdated(truth, notice) ? new Step.Edit() : end(end.get(), notice, rules);
  }

  /** Whether what was said before holds in the face of this end. */
  private static boolean says(Optional<Outcome> before, Outcome outcome) {
    return before.filter(said -> !contradicts(outcome, said)).isPresent();
  }

  /**
   * An end by time or deletion does not take back a decision; a decision takes back everything
   * else.
   */
  private static boolean contradicts(Outcome outcome, Outcome told) {
    return outcome != told && outcome.decided();
  }

  /** How the request ended, if it did. */
  static Optional<Outcome> end(Truth truth) {
    return switch (truth) {
      case Truth.Live(AccessRequest request) -> Outcome.ofSettled(request.state());
      case Truth.Gone(Outcome outcome, Optional<Seen> _) -> Optional.of(outcome);
      case Truth.Invisible _ -> Optional.empty();
    };
  }
}
