package dev.sallyport.core.review;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Judges one gesture: refuses it, or submits it once. */
final class Hearing {
  /** An invisible request is asked for again so often; then the person is told. */
  private static final int INVISIBLE_TRIES = 5;

  private final Cluster cluster;
  private final Members members;
  private final ReviewPolicy policy;
  private final Words words;
  private final Signals signals;
  private final InstantSource clock;
  private final Gesture gesture;
  private final Optional<Ending> objection;
  private final Mode mode;
  private final int tries;

  Hearing(
      Cluster cluster,
      Members members,
      ReviewPolicy policy,
      Words words,
      Signals signals,
      InstantSource clock,
      Gesture gesture,
      Optional<Ending> objection,
      Mode mode,
      int tries) {
    this.cluster = cluster;
    this.members = members;
    this.policy = policy;
    this.words = words;
    this.signals = signals;
    this.clock = clock;
    this.gesture = gesture;
    this.objection = objection;
    this.mode = mode;
    this.tries = tries;
  }

  /**
   * What is to be told.
   *
   * @return empty for a repeat of what was answered before
   */
  Optional<Result> hear() {
    AnswerLedger ledger = AnswerLedger.open(cluster.memory(), gesture.requestId());
    Optional<Answer> before = ledger.to(gesture);
    if (before.filter(Answer::isFinal).isPresent() && tries <= 1) {
      return Optional.empty();
    }
    Truth truth = truth(ledger);
    if (before.filter(Answer::isFinal).isPresent()) {
      return Optional.of(again(before.get(), truth));
    }
    if (truth instanceof Truth.Live(AccessRequest request)
        && before.flatMap(Answer::author).filter(by -> reviewed(request, by)).isPresent()) {
      return recorded(ledger, before.get().author().orElseThrow(), request);
    }
    if (mode == Mode.OFF) {
      return Optional.of(result(Ending.OFF, truth));
    }
    return isLate() ? Optional.of(late()) : judge(ledger, truth);
  }

  private Truth truth(AnswerLedger ledger) {
    return Truth.of(
        cluster.requests().find(gesture.requestId()),
        Seen.in(ledger.entries()),
        Optional.empty(),
        clock.instant());
  }

  boolean isLate() {
    return clock.instant().isAfter(gesture.signedAt().plus(policy.maxAge()));
  }

  Result late() {
    return new Result(
        Ending.TOO_LATE, words.of(Ending.TOO_LATE, gesture, Optional.empty(), policy));
  }

  private Result again(Answer answer, Truth truth) {
    Ending ending = Ending.of(answer.outcome()).orElse(Ending.INVISIBLE);
    boolean known = answer.author().isPresent() && ending == Ending.RECORDED;
    return known && truth instanceof Truth.Live(AccessRequest now)
        ? new Result(ending, words.recorded(gesture.verdict(), answer.author().orElseThrow(), now))
        : result(ending, truth);
  }

  private Optional<Result> judge(AnswerLedger ledger, Truth truth) {
    if (objection.equals(Optional.of(Ending.NOT_OURS))) {
      // Anybody can make such an incident, and nothing of the request is theirs to know.
      return refused(ledger, Ending.NOT_OURS, truth);
    }
    return switch (member()) {
      case Members.Membership.Outsider _ -> refused(ledger, Ending.OUTSIDER, truth);
      case Members.Membership.Member(Optional<String> email) ->
          switch (truth) {
            case Truth.Live(AccessRequest request) -> live(ledger, request, email);
            case Truth.Gone _ -> Optional.of(result(Ending.OVER, truth));
            case Truth.Invisible(String why) -> Optional.of(invisible(truth, why));
          };
    };
  }

  private Members.Membership member() {
    return gesture.ofOwnTeam()
        ? members.of(gesture.actor())
        : new Members.Membership.Outsider(Members.Why.OTHER_TEAM);
  }

  private Result invisible(Truth truth, String why) {
    if (tries < INVISIBLE_TRIES) {
      throw new Unavailable(why);
    }
    signals.say(
        Signal.alarm(
            gesture.requestId(),
            "request-invisible",
            "cannot be read from Teleport, and nothing proves its end: " + why));
    return result(Ending.INVISIBLE, truth);
  }

  private Optional<Result> live(
      AnswerLedger ledger, AccessRequest request, Optional<String> email) {
    Truth truth = new Truth.Live(request);
    if (request.state().settled()) {
      return refused(ledger, Ending.SETTLED, truth);
    }
    if (objection.isPresent()) {
      return refused(ledger, objection.get(), truth);
    }
    if (request.kind() != AccessRequest.Kind.SHORT_TERM) {
      return refused(ledger, Ending.LONG_TERM, truth);
    }
    return switch (new Identification(cluster.people(), policy).identify(gesture, email, request)) {
      case Identification.Identified.Refused(Ending why) -> refused(ledger, why, truth);
      case Identification.Identified.As(Person person) ->
          objection(request, person.name())
              .map(why -> refused(ledger, why, truth))
              .orElseGet(() -> submit(ledger, request, person.name()));
    };
  }

  private Optional<Ending> objection(AccessRequest request, String author) {
    RoleRule rule = policy.rule(request.roles());
    if (!rule.buttons()) {
      return Optional.of(Ending.NO_BUTTONS);
    }
    if (!policy.allows(gesture.verdict(), request.roles())) {
      return Optional.of(Ending.NOT_APPROVABLE);
    }
    if (rule.wantsReason(gesture.verdict()) && gesture.reason().isBlank()) {
      return Optional.of(Ending.REASON_MISSING);
    }
    return request.reviews().stream().anyMatch(review -> review.author().equals(author))
        ? Optional.of(Ending.ALREADY_REVIEWED)
        : Optional.empty();
  }

  private Optional<Result> submit(AnswerLedger ledger, AccessRequest request, String author) {
    if (mode == Mode.SHADOW) {
      signals.say(
          Signal.info(
              request.id(),
              "shadow",
              "would have submitted the " + gesture.verdict().noun() + " as " + author));
      return Optional.of(result(Ending.OFF, new Truth.Live(request)));
    }
    if (ledger.put(Answer.claim(gesture, author, now()), gesture).isPresent()) {
      return Optional.empty();
    }
    return switch (cluster
        .reviews()
        .submit(request.id(), author, gesture.verdict(), gesture.reason())) {
      case PersonalReviews.Submitted.Recorded(AccessRequest after) ->
          recorded(ledger, author, after);
      case PersonalReviews.Submitted.AlreadyReviewed _ ->
          found(ledger, author, Ending.ALREADY_REVIEWED);
      case PersonalReviews.Submitted.AlreadyResolved _ -> found(ledger, author, Ending.SETTLED);
      case PersonalReviews.Submitted.Gone _ -> found(ledger, author, Ending.OVER);
      case PersonalReviews.Submitted.NotAllowed(String text) ->
          refused(ledger, author, Ending.NOT_ALLOWED, text);
      case PersonalReviews.Submitted.NotStored _ -> refused(ledger, author, Ending.NOT_STORED, "");
      case PersonalReviews.Submitted.NotSupported(String why) -> impossible(ledger, author, why);
    };
  }

  /** Teleport knows better: our own review may be there already, after a crash or a repeat. */
  private Optional<Result> found(AnswerLedger ledger, String author, Ending otherwise) {
    Truth truth = truth(ledger);
    if (truth instanceof Truth.Live(AccessRequest now)) {
      if (reviewed(now, author)) {
        return recorded(ledger, author, now);
      }
      if (otherwise == Ending.OVER) {
        throw new Unavailable("Teleport shows the request, and did not find it for the review");
      }
    }
    return conclude(ledger, Optional.of(author), result(otherwise, truth));
  }

  private boolean reviewed(AccessRequest request, String author) {
    return request.reviews().stream()
        .anyMatch(review -> review.author().equals(author) && gesture.verdict().is(review));
  }

  private Optional<Result> recorded(AnswerLedger ledger, String author, AccessRequest now) {
    signals.say(
        Signal.info(
                gesture.requestId(),
                "review-recorded",
                "the " + gesture.verdict().noun() + " by " + person() + " is recorded as " + author)
            .with("state", stateWord(now.state())));
    return conclude(
        ledger,
        Optional.of(author),
        new Result(Ending.RECORDED, words.recorded(gesture.verdict(), author, now)));
  }

  private static String stateWord(RequestState state) {
    return state.name().toLowerCase(java.util.Locale.ROOT);
  }

  private Optional<Result> impossible(AnswerLedger ledger, String author, String why) {
    signals.say(
        Signal.alarm(
            gesture.requestId(),
            "review-impossible",
            "reviews cannot be submitted for people: " + why));
    return refused(ledger, author, Ending.NOT_SUPPORTED, why);
  }

  private Optional<Result> refused(AnswerLedger ledger, Ending why, Truth truth) {
    say(why, "");
    return mode == Mode.SHADOW
        ? Optional.of(result(Ending.OFF, truth))
        : conclude(ledger, Optional.empty(), result(why, truth));
  }

  private Optional<Result> refused(AnswerLedger ledger, String author, Ending why, String detail) {
    say(why, detail);
    return conclude(
        ledger,
        Optional.of(author),
        new Result(why, words.of(why, gesture, Optional.empty(), policy)));
  }

  private void say(Ending why, String detail) {
    String text = "the " + gesture.verdict().noun() + " by " + person() + " was refused: ";
    signals.say(
        Signal.info(
            gesture.requestId(),
            "review-refused",
            text + why.word() + (detail.isEmpty() ? "" : ", " + detail)));
  }

  private String person() {
    return gesture.vendor() + " user " + gesture.actor();
  }

  /** A final answer of another process stays, and that process tells it. */
  private Optional<Result> conclude(AnswerLedger ledger, Optional<String> author, Result result) {
    Answer answer = Answer.of(gesture, result.ending(), author, now());
    return ledger.put(answer, gesture).isPresent() ? Optional.empty() : Optional.of(result);
  }

  private Result result(Ending ending, Truth truth) {
    return new Result(ending, words.of(ending, gesture, Optional.of(truth), policy));
  }

  private Instant now() {
    return clock.instant();
  }
}
