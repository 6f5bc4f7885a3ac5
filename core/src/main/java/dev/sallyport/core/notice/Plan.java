package dev.sallyport.core.notice;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Truth;
import java.time.Instant;
import java.util.Optional;

/** All rules of what is done when, as one pure function. */
public final class Plan {
  /** The call that announces, as claims name it. */
  public static final String ANNOUNCE = "announce";

  /** The call that edits, as claims name it. */
  public static final String EDIT = "edit";

  private Plan() {}

  /**
   * The next step for one notice.
   *
   * @param truth live or gone; for an invisible request nothing is ever done
   */
  public static Step next(Truth truth, Notice notice, Rules rules, Instant now) {
    if (truth instanceof Truth.Invisible) {
      return Step.DONE;
    }
    Optional<Step> unfinished = unfinished(notice, rules, now);
    if (unfinished.isPresent()) {
      return unfinished.get();
    }
    return switch (notice.state()) {
      case NONE, REFUSED -> announce(truth, rules);
      case OPEN -> follow(truth, notice, rules);
      case CLOSED -> correct(truth, notice);
      case CLAIMED, UNKNOWN -> new Step.Look(ANNOUNCE);
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
    Step step = tell(truth, notice);
    boolean writes = !(step instanceof Step.Done);
    if (truth instanceof Truth.Live(AccessRequest request)
        && rules.followsEdits()
        && !notice.shown().equals(Optional.of(request.revision()))) {
      return new Step.Edit();
    }
    return writes && notice.shown().isEmpty() ? new Step.Edit() : step;
  }

  private static Step tell(Truth truth, Notice notice) {
    if (truth instanceof Truth.Live(AccessRequest request)
        && notice.replies() < request.reviews().size()) {
      return new Step.Tell(new Reply.OfReview(notice.replies()));
    }
    Optional<Outcome> end = end(truth);
    if (end.isEmpty()) {
      return Step.DONE;
    }
    return notice.told().isPresent() && !contradicts(end.get(), notice.told().get())
        ? new Step.Resolve(notice.told().get())
        : new Step.Tell(new Reply.OfEnd(end.get()));
  }

  /**
   * What is closed stays closed; only another decision (approved, then denied) is told once more.
   */
  private static Step correct(Truth truth, Notice notice) {
    return end(truth)
        .filter(outcome -> notice.told().filter(told -> !contradicts(outcome, told)).isEmpty())
        .<Step>map(outcome -> new Step.Tell(new Reply.OfEnd(outcome)))
        .orElse(Step.DONE);
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
      case Truth.Gone(Outcome outcome) -> Optional.of(outcome);
      case Truth.Invisible _ -> Optional.empty();
    };
  }
}
