package dev.sallyport.core.decision;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.core.text.UserText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Approves a request whose requester is on call, where the policy allows it; asks and votes once.
 */
final class Voter {
  /** A failing provider is asked again after this. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

  private static final int REASON_BYTES = 4096;

  private final Reviews reviews;
  private final List<OnCall> providers;
  private final AutoApproval policy;
  private final Modes modes;
  private final Signals signals;
  private final InstantSource clock;

  Voter(
      Reviews reviews,
      List<OnCall> providers,
      AutoApproval policy,
      Modes modes,
      Signals signals,
      InstantSource clock) {
    this.reviews = reviews;
    this.providers = List.copyOf(providers);
    this.policy = policy;
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
    Optional<OnCall> provider =
        providers.stream()
            .filter(one -> !request.annotation(one.annotation()).isEmpty())
            .findFirst();
    if (decided || provider.isEmpty()) {
      return Vote.none(request);
    }
    if (request.reviews().stream().anyMatch(review -> review.author().equals(reviews.self()))) {
      return ourOwn(request);
    }
    if (request.state() != RequestState.PENDING || mode == Mode.OFF) {
      return Vote.none(request);
    }
    try {
      return vote(request, provider.get(), mode);
    } catch (Unavailable e) {
      // Nobody waits for our vote; the next try finds out what became of it.
      return undecided(request, String.valueOf(e.getMessage()));
    }
  }

  private Vote vote(AccessRequest request, OnCall provider, Mode mode) {
    List<String> asked = request.annotation(provider.annotation());
    return switch (policy.open(request, asked, clock.instant())) {
      case AutoApproval.Opening.Abstain(String why) -> abstain(request, why);
      case AutoApproval.Opening.Ask(List<String> names) -> ask(request, provider, names, mode);
    };
  }

  private Vote ask(AccessRequest request, OnCall provider, List<String> names, Mode mode) {
    Optional<String> overreach = reviews.overreach();
    if (overreach.isPresent()) {
      signals.say(Signal.alarm(request.id(), "rights-too-wide", overreach.get()));
      return abstain(request, overreach.get());
    }
    Instant askedAt = clock.instant();
    OnCall.Answer answer = provider.ask(new OnCall.Question(request.user(), names, askedAt));
    return switch (policy.judge(request, answer)) {
      case AutoApproval.Verdict.Abstain(String why) -> abstain(request, why);
      case AutoApproval.Verdict.Undecided(String why) -> undecided(request, why);
      case AutoApproval.Verdict.Approve(OnCall.Shift shift) -> {
        Evidence evidence =
            new Evidence(
                provider.provider(),
                shift.name(),
                shift.level(),
                shift.start(),
                shift.end(),
                askedAt);
        yield mode == Mode.SHADOW ? shadow(request, evidence) : approve(request, evidence);
      }
    };
  }

  private Vote approve(AccessRequest request, Evidence evidence) {
    String reason = UserText.bytes(reason(request, evidence), REASON_BYTES);
    return switch (reviews.approve(request.id(), reason)) {
      case Reviews.Submitted.Recorded(AccessRequest after) -> {
        signals.say(Signal.info(request.id(), "auto-approved", reason));
        yield new Vote(
            after,
            Optional.of(Decision.approved(clock.instant(), reason, Optional.of(evidence))),
            Delivery.DELIVERED);
      }
      case Reviews.Submitted.Found _ -> ourOwn(request);
      case Reviews.Submitted.TooLate(String why) -> abstain(request, why);
      case Reviews.Submitted.Refused(String why) -> {
        signals.say(
            Signal.alarm(request.id(), "review-refused", "Teleport refuses our review: " + why));
        yield abstain(request, "Teleport refuses our review");
      }
    };
  }

  private Vote shadow(AccessRequest request, Evidence evidence) {
    String why = "shadow: would have approved. " + reason(request, evidence);
    signals.say(Signal.info(request.id(), "shadow", why));
    return decided(request, Decision.abstained(clock.instant(), why, Optional.of(evidence)));
  }

  private Vote abstain(AccessRequest request, String why) {
    signals.say(
        Signal.info(request.id(), "not-auto-approved", "not approved automatically: " + why));
    return decided(request, Decision.abstained(clock.instant(), why, Optional.empty()));
  }

  private Vote ourOwn(AccessRequest request) {
    return decided(
        request, Decision.approved(clock.instant(), "our own review was found", Optional.empty()));
  }

  private Vote undecided(AccessRequest request, String why) {
    signals.say(Signal.warning(request.id(), "on-call-unknown", "undecided for now: " + why));
    return new Vote(request, Optional.empty(), new Delivery.Retry(ASK_AGAIN, why));
  }

  private static Vote decided(AccessRequest request, Decision decision) {
    return new Vote(request, Optional.of(decision), Delivery.DELIVERED);
  }

  private static String reason(AccessRequest request, Evidence evidence) {
    String shift =
        evidence.shiftStart().isEmpty() && evidence.shiftEnd().isEmpty()
            ? "a permanent shift"
            : "a shift from "
                + evidence.shiftStart().map(Instant::toString).orElse("ever")
                + " to "
                + evidence.shiftEnd().map(Instant::toString).orElse("ever");
    return UserText.line(request.user(), 200)
        + " is on call at "
        + evidence.provider()
        + " for "
        + UserText.line(evidence.service(), 200)
        + " on escalation level "
        + evidence.level()
        + ", "
        + shift
        + "; asked at "
        + evidence.askedAt()
        + ". Approved automatically by Sallyport.";
  }
}
