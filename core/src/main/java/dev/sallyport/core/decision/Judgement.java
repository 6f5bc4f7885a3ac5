package dev.sallyport.core.decision;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.memory.Memory.Change;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.core.text.UserText;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Reads the truth of a request, decides about it at most once, and remembers: seen, decision,
 * routing.
 */
public final class Judgement {
  /** A failing provider is asked again after this. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(15);

  /**
   * An invisible request is asked for again so often; then the next resync looks, so that a DELETE
   * can pass.
   */
  private static final int INVISIBLE_TRIES = 5;

  private static final int REASON_BYTES = 4096;

  private final AccessRequests requests;
  private final Memory memory;
  private final Reviews reviews;
  private final List<OnCall> providers;
  private final AutoApproval policy;
  private final Router router;
  private final Modes modes;
  private final Signals signals;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Judgement(
      AccessRequests requests,
      Memory memory,
      Reviews reviews,
      List<OnCall> providers,
      AutoApproval policy,
      Router router,
      Modes modes,
      Signals signals,
      InstantSource clock,
      RandomGenerator random) {
    this.requests = requests;
    this.memory = memory;
    this.reviews = reviews;
    this.providers = List.copyOf(providers);
    this.policy = policy;
    this.router = router;
    this.modes = modes;
    this.signals = signals;
    this.clock = clock;
    this.random = random;
  }

  /** What a vote came to; without a decision it is still open. */
  private record Vote(AccessRequest request, Optional<Decision> decision, Delivery delivery) {
    static Vote none(AccessRequest request) {
      return new Vote(request, Optional.empty(), Delivery.DELIVERED);
    }
  }

  Delivery on(RequestEvent event, int tries) {
    Entries entries = memory.read(event.requestId());
    Stored<Seen> seen = Documents.read(entries.ours(Seen.KEY), Seen.class);
    boolean deleteSeen = event.cause() == Cause.DELETED;
    Truth truth =
        Truth.of(
            requests.find(event.requestId()),
            known(seen),
            deleteSeen,
            deleteSeen ? event.observedAt() : clock.instant());
    return switch (truth) {
      case Truth.Live(AccessRequest request) -> live(request, entries, known(seen));
      case Truth.Gone _ -> Delivery.DELIVERED;
      case Truth.Invisible(String why) -> invisible(event, entries, why, tries);
    };
  }

  private Delivery invisible(RequestEvent event, Entries entries, String why, int tries) {
    if (event.cause() != Cause.RESYNC && tries < INVISIBLE_TRIES) {
      return new Delivery.Retry(Backoff.STANDARD.after(tries, random), why);
    }
    if (!entries.isEmpty() || event.cause() != Cause.RESYNC) {
      signals.say(
          Signal.alarm(
              event.requestId(),
              "request-invisible",
              "cannot be read from Teleport, and nothing proves its end: " + why));
    }
    return Delivery.DELIVERED;
  }

  private Delivery live(AccessRequest request, Entries entries, Optional<Seen> seen) {
    Vote vote = vote(request, entries);
    Map<String, Change> changes = new LinkedHashMap<>();
    remember(changes, entries, Seen.KEY, Seen.of(vote.request(), seen));
    if (vote.decision().isPresent()) {
      remember(changes, entries, Decision.KEY, vote.decision().get());
    }
    if (!routed(entries)) {
      Routing routing = router.route(request);
      if (routing.isEmpty()) {
        signals.say(
            Signal.warning(request.id(), "announced-nowhere", "no destination is named for it"));
      }
      remember(changes, entries, Routing.KEY, routing);
    }
    if (!changes.isEmpty() && memory.write(request.id(), changes) == Memory.Written.CONFLICT) {
      throw new Unavailable("the memory of the request changed meanwhile");
    }
    return vote.delivery();
  }

  /** A frozen routing stays, and so does a newer version's. */
  private static boolean routed(Entries entries) {
    String raw = entries.ours(Routing.KEY);
    return Documents.isNewer(raw)
        || Documents.read(raw, Routing.class) instanceof Stored.Known<Routing>;
  }

  private static <T> Optional<T> known(Stored<T> stored) {
    return switch (stored) {
      case Stored.Known<T>(T value) -> Optional.of(value);
      case Stored.Newer<T>(T value, int _) -> Optional.of(value);
      case Stored.Absent<T> _, Stored.Unreadable<T> _ -> Optional.empty();
    };
  }

  /** A newer version's document is obeyed, never overwritten. */
  private static void remember(
      Map<String, Change> changes, Entries entries, String key, Object value) {
    String stored = entries.ours(key);
    String wanted = Documents.write(value);
    if (!stored.equals(wanted) && !Documents.isNewer(stored)) {
      changes.put(key, new Change(stored, wanted));
    }
  }

  private Vote vote(AccessRequest request, Entries entries) {
    Mode mode = modes.of("auto_approval");
    Optional<OnCall> provider =
        providers.stream()
            .filter(one -> !request.annotation(one.annotation()).isEmpty())
            .findFirst();
    if (request.state() != RequestState.PENDING || provider.isEmpty() || mode == Mode.OFF) {
      return Vote.none(request);
    }
    if (!entries.ours(Decision.KEY).isEmpty()) {
      return Vote.none(request);
    }
    if (request.reviews().stream().anyMatch(review -> review.author().equals(reviews.self()))) {
      return decided(
          request,
          Decision.approved(clock.instant(), "our own review was found", Optional.empty()));
    }
    List<String> asked = request.annotation(provider.get().annotation());
    return switch (policy.open(request, asked, clock.instant())) {
      case AutoApproval.Opening.Abstain(String why) -> abstain(request, why);
      case AutoApproval.Opening.Ask(List<String> names) ->
          ask(request, provider.get(), names, mode);
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

  private Vote undecided(AccessRequest request, String why) {
    signals.say(
        Signal.warning(request.id(), "on-call-unknown", "the on-call state is unknown: " + why));
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
