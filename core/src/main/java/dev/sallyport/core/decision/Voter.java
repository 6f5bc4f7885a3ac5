package dev.sallyport.core.decision;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.core.text.UserText;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Approves a request whose requester is on call, where the policy allows it: whatever its
 * annotations name, it is one decision and one review.
 */
final class Voter {
  /** A failing provider is asked again after this. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

  private final AccessRequests requests;
  private final Reviews reviews;
  private final Assessor assessor;
  private final Modes modes;
  private final Signals signals;
  private final InstantSource clock;

  Voter(
      AccessRequests requests,
      Reviews reviews,
      List<OnCall> providers,
      AutoApproval policy,
      Modes modes,
      Signals signals,
      InstantSource clock) {
    this.requests = requests;
    this.reviews = reviews;
    this.assessor = new Assessor(policy, providers);
    this.modes = modes;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * What a vote came to.
   *
   * @param request as it is after the vote
   * @param decision empty while it is still open
   */
  record Vote(AccessRequest request, Optional<Decision> decision, Delivery delivery) {
    static Vote none(AccessRequest request) {
      return new Vote(request, Optional.empty(), Delivery.DELIVERED);
    }
  }

  /**
   * Votes, or does not.
   *
   * @param decided a decision is recorded already
   */
  Vote vote(AccessRequest request, boolean decided) {
    Mode mode = modes.of("auto_approval");
    if (decided || !assessor.concerns(request)) {
      return Vote.none(request);
    }
    if (request.reviews().stream().anyMatch(review -> review.author().equals(reviews.self()))) {
      return ourOwn(request);
    }
    if (request.state() != RequestState.PENDING || mode == Mode.OFF) {
      return Vote.none(request);
    }
    try {
      return vote(request, mode);
    } catch (Unavailable e) {
      // Nobody waits for our vote; the next try finds out what became of it.
      return undecided(request, String.valueOf(e.getMessage()));
    }
  }

  private Vote vote(AccessRequest request, Mode mode) {
    return switch (assessor.assess(request, clock.instant(), () -> overreach(request))) {
      case Assessment.Denied(String why) -> {
        say(request, why);
        yield decided(request, Decision.denied(clock.instant(), why));
      }
      case Assessment.Abstained(String why, List<String> steps) -> abstain(request, why, steps);
      case Assessment.Undecided(String why, List<String> _) -> undecided(request, why);
      case Assessment.Approved(Evidence evidence, List<String> steps) ->
          mode == Mode.SHADOW
              ? shadow(request, evidence, steps)
              : approve(request, evidence, steps);
    };
  }

  private Optional<String> overreach(AccessRequest request) {
    Optional<String> overreach = reviews.overreach();
    overreach.ifPresent(why -> signals.say(Signal.alarm(request.id(), "rights-too-wide", why)));
    return overreach;
  }

  private Vote approve(AccessRequest request, Evidence evidence, List<String> steps) {
    Optional<String> meanwhile = meanwhile(request);
    if (meanwhile.isPresent()) {
      return abstain(request, meanwhile.get(), steps);
    }
    String reason = evidence.reason(request.user());
    return switch (reviews.approve(request.id(), reason)) {
      case Reviews.Submitted.Recorded(AccessRequest after) -> {
        signals.say(Signal.info(request.id(), "auto-approved", reason));
        yield new Vote(
            after,
            Optional.of(Decision.approved(clock.instant(), reason, steps, Optional.of(evidence))),
            Delivery.DELIVERED);
      }
      case Reviews.Submitted.Found _ -> ourOwn(request);
      case Reviews.Submitted.TooLate(String why) -> abstain(request, why, steps);
      case Reviews.Submitted.Refused(String why) -> {
        signals.say(
            Signal.alarm(request.id(), "review-refused", "Teleport refuses our review: " + why));
        yield abstain(request, "Teleport refuses our review", steps);
      }
    };
  }

  /** Asking takes its time, in which somebody may have reviewed or the window may have closed. */
  private Optional<String> meanwhile(AccessRequest before) {
    Optional<AccessRequest> now = requests.find(before.id());
    if (now.isEmpty()) {
      throw new Unavailable("the request reads empty");
    }
    return now.get().state() == RequestState.PENDING
        ? assessor.objection(now.get(), clock.instant())
        : Optional.of("it was settled meanwhile");
  }

  private Vote shadow(AccessRequest request, Evidence evidence, List<String> steps) {
    String why = "shadow: would have approved. " + evidence.reason(request.user());
    signals.say(Signal.info(request.id(), "shadow", why));
    return decided(request, Decision.abstained(clock.instant(), why, steps, Optional.of(evidence)));
  }

  private Vote abstain(AccessRequest request, String why, List<String> steps) {
    say(request, why);
    return decided(request, Decision.abstained(clock.instant(), why, steps, Optional.empty()));
  }

  private void say(AccessRequest request, String why) {
    signals.say(
        Signal.info(
            request.id(),
            "not-auto-approved",
            "not approved automatically: " + UserText.line(why, 600)));
  }

  private Vote ourOwn(AccessRequest request) {
    return decided(
        request,
        Decision.approved(
            clock.instant(), "our own review was found", List.of(), Optional.empty()));
  }

  private Vote undecided(AccessRequest request, String why) {
    signals.say(Signal.warning(request.id(), "on-call-unknown", "undecided for now: " + why));
    return new Vote(request, Optional.empty(), new Delivery.Retry(ASK_AGAIN, why));
  }

  private static Vote decided(AccessRequest request, Decision decision) {
    return new Vote(request, Optional.of(decision), Delivery.DELIVERED);
  }
}
