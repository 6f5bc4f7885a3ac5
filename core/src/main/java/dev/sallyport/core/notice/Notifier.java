package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.decision.Routing;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Brings one destination in line with a request: reads the truth and the memory, and takes the
 * steps of the plan.
 */
public final class Notifier {
  /**
   * An invisible request is asked for again so often; then the next resync looks, so that a DELETE
   * can pass.
   */
  private static final int INVISIBLE_TRIES = 5;

  private final AccessRequests requests;
  private final Memory memory;
  private final Destination destination;
  private final Modes modes;
  private final Signals signals;
  private final InstantSource clock;
  private final Backoff backoff;
  private final RandomGenerator random;

  public Notifier(
      AccessRequests requests,
      Memory memory,
      Destination destination,
      Modes modes,
      Signals signals,
      InstantSource clock,
      Backoff backoff,
      RandomGenerator random) {
    this.requests = requests;
    this.memory = memory;
    this.destination = destination;
    this.modes = modes;
    this.signals = signals;
    this.clock = clock;
    this.backoff = backoff;
    this.random = random;
  }

  /**
   * Handles one event.
   *
   * @param tries how often this message was received, from 1 on
   */
  public Delivery handle(RequestEvent event, int tries) {
    Mode mode = modes.of(destination.name());
    if (mode == Mode.OFF || event.cause() == Cause.CANARY) {
      return Delivery.DELIVERED;
    }
    try {
      return look(event, mode, tries);
    } catch (NoticeLedger.RequestGone e) {
      return Delivery.DELIVERED;
    } catch (Unavailable e) {
      return retry(tries, e.getMessage());
    }
  }

  private Delivery look(RequestEvent event, Mode mode, int tries) {
    Entries entries = memory.read(event.requestId());
    Optional<AccessRequest> read = requests.find(event.requestId());
    Truth truth = Truth.of(read, seen(entries), event.cause() == Cause.DELETED, clock.instant());
    return switch (truth) {
      case Truth.Live _, Truth.Gone _ -> align(event, entries, truth, mode, tries);
      case Truth.Invisible(String why) -> invisible(event, entries, why, mode, tries);
    };
  }

  private static Optional<Seen> seen(Entries entries) {
    return switch (Documents.read(entries.ours(Seen.KEY), Seen.class)) {
      case Stored.Known(Seen seen) -> Optional.of(seen);
      case Stored.Newer<Seen>(Seen seen, int _) -> Optional.of(seen);
      case Stored.Absent<Seen> _, Stored.Unreadable<Seen> _ -> Optional.empty();
    };
  }

  private Delivery invisible(
      RequestEvent event, Entries entries, String why, Mode mode, int tries) {
    if (event.cause() == Cause.RESYNC && entries.isEmpty()) {
      return stray(event.requestId(), mode);
    }
    if (event.cause() != Cause.RESYNC && tries < INVISIBLE_TRIES) {
      return retry(tries, why);
    }
    signals.say(
        Signal.alarm(
            event.requestId(),
            "request-invisible",
            "cannot be read from Teleport, and nothing proves its end: "
                + why
                + ". Check that the identity may list and read access_request."));
    return Delivery.DELIVERED;
  }

  /** What outlived its memory: memory ends an hour after the access, so the request is over. */
  private Delivery stray(String requestId, Mode mode) {
    Optional<Notice> stray = destination.stray(requestId);
    if (stray.isEmpty()) {
      return Delivery.DELIVERED;
    }
    Reply.OfEnd end = new Reply.OfEnd(Outcome.UNWATCHED);
    Truth truth = new Truth.Gone(Outcome.UNWATCHED);
    if (mode == Mode.SHADOW) {
      return shadow(requestId, stray.get(), new Step.Resolve(Outcome.UNWATCHED));
    }
    boolean told =
        destination.lookForReply(stray.get(), requestId, end) instanceof Destination.Looked.Found;
    Optional<String> failure =
        told ? Optional.empty() : failure(destination.reply(stray.get(), requestId, end, truth));
    failure = failure.or(() -> failure(destination.resolve(stray.get())));
    if (failure.isPresent()) {
      return retry(1, failure.get());
    }
    signals.say(
        Signal.warning(
            requestId,
            "stray-closed",
            "closed at " + destination.name() + ": it ended while unwatched"));
    return Delivery.DELIVERED;
  }

  private static Optional<String> failure(Destination.Effect effect) {
    return switch (effect) {
      case Destination.Effect.Done _ -> Optional.empty();
      case Destination.Effect.Failed(Optional<Duration> _, String why) -> Optional.of(why);
      case Destination.Effect.Rejected(String why) -> Optional.of(why);
      case Destination.Effect.Unknown(String why) -> Optional.of(why);
    };
  }

  private Delivery align(
      RequestEvent event, Entries entries, Truth truth, Mode configured, int tries) {
    NoticeLedger ledger = NoticeLedger.open(memory, event.requestId(), destination.name(), entries);
    Takeover takeover = new Takeover(destination, signals, event.requestId());
    Optional<Instant> wait = takeover.adopt(ledger, entries, clock.instant());
    if (wait.isPresent()) {
      return new Delivery.Retry(
          Duration.between(clock.instant(), wait.get()), "a Go plugin may still announce it");
    }
    Mode mode = takeover.stillRuns(ledger, entries) ? Mode.SHADOW : configured;
    Optional<Routing> routing = routing(entries);
    if (routing.isEmpty()
        && truth instanceof Truth.Live(AccessRequest request)
        && !request.state().settled()) {
      return retry(tries, "it is not routed yet");
    }
    Set<String> recipients = new LinkedHashSet<>();
    ledger.book().notices().forEach(notice -> recipients.add(notice.to()));
    if (ledger.book().adopted().isEmpty() || ledger.book().notices().isEmpty()) {
      routing.ifPresent(known -> recipients.addAll(known.at(destination.name())));
    }
    return bring(event.requestId(), truth, ledger, List.copyOf(recipients), mode, tries);
  }

  private static Optional<Routing> routing(Entries entries) {
    return switch (Documents.read(entries.ours(Routing.KEY), Routing.class)) {
      case Stored.Known(Routing routing) -> Optional.of(routing);
      case Stored.Newer<Routing>(Routing routing, int _) -> Optional.of(routing);
      case Stored.Absent<Routing> _, Stored.Unreadable<Routing> _ -> Optional.empty();
    };
  }

  private Delivery bring(
      String requestId,
      Truth truth,
      NoticeLedger ledger,
      List<String> recipients,
      Mode mode,
      int tries) {
    Delivery all = Delivery.DELIVERED;
    for (String to : recipients) {
      all = Delivery.both(all, bringOne(requestId, truth, ledger, to, mode, tries));
    }
    if (mode == Mode.ON) {
      ledger.save();
    }
    return all;
  }

  private Delivery bringOne(
      String requestId, Truth truth, NoticeLedger ledger, String to, Mode mode, int tries) {
    Errand errand = new Errand(requestId, truth, destination, ledger, to, signals, clock);
    for (int steps = 0; steps < 500; steps++) {
      Step step = errand.next();
      switch (step) {
        case Step.Done _ -> {
          return Delivery.DELIVERED;
        }
        case Step.Wait(Instant until) -> {
          return new Delivery.Retry(
              Duration.between(clock.instant(), until), "an earlier call may still be under way");
        }
        default -> {
          if (mode == Mode.SHADOW) {
            return shadow(requestId, ledger.to(to), step);
          }
        }
      }
      switch (errand.take(step)) {
        case Errand.Taken.GoOn _ -> {}
        case Errand.Taken.Stop(Delivery delivery) -> {
          return delivery;
        }
        case Errand.Taken.TryAgain(Optional<Duration> after, String why) -> {
          ledger.save();
          return after
              .<Delivery>map(wait -> new Delivery.Retry(wait, why))
              .orElseGet(() -> retry(tries, why));
        }
        case Errand.Taken.Refused(String why, boolean known) -> {
          return refused(requestId, truth, ledger, to, why, known, tries);
        }
      }
    }
    throw new IllegalStateException("the plan for " + requestId + " has no end");
  }

  /**
   * A recipient that cannot be reached: the fallback hears of it, and the message goes to the dead
   * letters once.
   */
  private Delivery refused(
      String requestId,
      Truth truth,
      NoticeLedger ledger,
      String to,
      String why,
      boolean known,
      int tries) {
    Delivery fallback =
        destination
            .fallback()
            .filter(other -> !other.equals(to))
            .map(other -> bringOne(requestId, truth, ledger, other, Mode.ON, tries))
            .orElse(Delivery.DELIVERED);
    ledger.save();
    if (known) {
      return fallback;
    }
    signals.say(
        Signal.alarm(
            requestId,
            "notice-refused",
            destination.name() + " refuses the notice to " + to + ": " + why));
    return Delivery.both(fallback, new Delivery.Rejected(why));
  }

  private Delivery shadow(String requestId, Notice notice, Step step) {
    signals.say(
        Signal.info(
            requestId,
            "shadow",
            "would " + Errand.words(step) + " at " + destination.name() + " " + notice.to()));
    return Delivery.DELIVERED;
  }

  private Delivery.Retry retry(int tries, @Nullable String why) {
    return new Delivery.Retry(backoff.after(tries, random), String.valueOf(why));
  }
}
