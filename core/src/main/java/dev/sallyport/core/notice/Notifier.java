package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.decision.Decision;
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
import dev.sallyport.core.request.RequestState;
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
import java.util.concurrent.Executor;
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

  /** The next canary comes soon, and it stands behind this one. */
  private static final int CANARY_TRIES = 5;

  private final AccessRequests requests;
  private final Memory memory;
  private final Destination destination;
  private final Modes modes;
  private final Signals signals;
  private final InstantSource clock;
  private final Setting setting;
  private final boolean silentWhenApproved;
  private final Backoff backoff;
  private final RandomGenerator random;

  /**
   * @param silentWhenApproved a request that was approved automatically before anybody was told is
   *     told to nobody
   * @param crew runs the work for each recipient: in turn, or side by side
   */
  public Notifier(
      AccessRequests requests,
      Memory memory,
      Destination destination,
      Modes modes,
      boolean silentWhenApproved,
      Executor crew,
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
    this.setting = new Setting(destination, signals, clock, crew);
    this.silentWhenApproved = silentWhenApproved;
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
    if (event.cause() == Cause.CANARY) {
      return canary(event, mode, tries);
    }
    if (mode == Mode.OFF) {
      return Delivery.DELIVERED;
    }
    try {
      return look(event, mode, tries);
    } catch (NoticeLedger.RequestGone e) {
      return Delivery.DELIVERED;
    } catch (Unavailable | NoticeLedger.Unsaved e) {
      return retry(tries, e.getMessage());
    }
  }

  /** Goes the whole way of an event, and reads in place of writing. */
  private Delivery canary(RequestEvent event, Mode mode, int tries) {
    try {
      if (mode != Mode.OFF) {
        destination.check();
      }
    } catch (Unavailable e) {
      return unsung(tries, String.valueOf(e.getMessage()));
    }
    Duration age = Duration.between(event.observedAt(), clock.instant());
    signals.say(
        Signal.info("", "canary", "an event reaches " + destination.name())
            .with("destination", destination.name())
            .with("seconds", Double.toString(age.toMillis() / 1000.0)));
    return Delivery.DELIVERED;
  }

  private Delivery unsung(int tries, String why) {
    if (tries < CANARY_TRIES) {
      return retry(tries, why);
    }
    signals.say(
        Signal.alarm("", "canary-lost", destination.name() + " cannot be used: " + why)
            .with("destination", destination.name()));
    return Delivery.DELIVERED;
  }

  private Delivery look(RequestEvent event, Mode mode, int tries) {
    Entries entries = memory.read(event.requestId());
    Optional<AccessRequest> read = requests.find(event.requestId());
    Truth truth = Truth.of(read, Seen.in(entries), event.deletedAt(), clock.instant());
    return switch (truth) {
      case Truth.Live _, Truth.Gone _ -> align(event, entries, truth, mode, tries);
      case Truth.Invisible(String why) -> invisible(event, entries, why, mode, tries);
    };
  }

  private Delivery invisible(
      RequestEvent event, Entries entries, String why, Mode mode, int tries) {
    if (event.cause() == Cause.RESYNC && entries.isEmpty()) {
      return stray(event.requestId(), mode, tries);
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
  private Delivery stray(String requestId, Mode mode, int tries) {
    Optional<Notice> stray = destination.stray(requestId);
    if (stray.isEmpty()) {
      return Delivery.DELIVERED;
    }
    if (mode == Mode.SHADOW) {
      signals.say(
          Signal.info(requestId, "shadow", "would close a stray notice at " + destination.name()));
      return Delivery.DELIVERED;
    }
    Delivery closed = close(requestId, stray.get(), tries);
    if (closed.equals(Delivery.DELIVERED)) {
      signals.say(
          Signal.warning(
              requestId,
              "stray-closed",
              "closed at " + destination.name() + ": it ended while unwatched"));
    }
    return closed;
  }

  private Delivery close(String requestId, Notice stray, int tries) {
    Reply.OfEnd end = new Reply.OfEnd(Outcome.UNWATCHED);
    Truth truth = new Truth.Gone(Outcome.UNWATCHED);
    boolean told =
        destination.lookForReply(stray, requestId, end) instanceof Destination.Looked.Found;
    Delivery telling =
        told
            ? Delivery.DELIVERED
            : delivery(destination.reply(stray, requestId, end, truth), tries);
    return telling instanceof Delivery.Retry
        ? telling
        : Delivery.both(telling, delivery(destination.resolve(stray, Outcome.UNWATCHED), tries));
  }

  private Delivery delivery(Destination.Effect effect, int tries) {
    return switch (effect) {
      case Destination.Effect.Done _ -> Delivery.DELIVERED;
      case Destination.Effect.Failed(Optional<Duration> after, String why) ->
          after
              .<Delivery>map(wait -> new Delivery.Retry(wait, why))
              .orElseGet(() -> retry(tries, why));
      case Destination.Effect.Rejected(String why) -> new Delivery.Rejected(why);
      case Destination.Effect.Unknown(String why) -> retry(tries, why);
      case Destination.Effect.Nobody _, Destination.Effect.Vanished _ -> Delivery.DELIVERED;
    };
  }

  private Delivery align(
      RequestEvent event, Entries entries, Truth truth, Mode configured, int tries) {
    NoticeLedger ledger = NoticeLedger.open(memory, event.requestId(), destination.name(), entries);
    Takeover takeover = new Takeover(setting, event.requestId());
    Optional<Instant> wait = takeover.adopt(ledger, entries, clock.instant());
    if (wait.isPresent()) {
      return new Delivery.Retry(
          Duration.between(clock.instant(), wait.get()), "a Go plugin may still announce it");
    }
    Mode mode = takeover.stillRuns(ledger, entries) ? Mode.SHADOW : configured;
    Clicked.in(entries).forEach(ref -> find(ledger, ref));
    Optional<Routing> routing = routing(entries);
    if (routing.isEmpty()
        && truth instanceof Truth.Live(AccessRequest request)
        && (announcesSettled() || !request.state().settled())) {
      return retry(tries, "it is not routed yet");
    }
    Destination.Recipients recipients =
        recipients(silent(truth, entries) ? Optional.empty() : routing, ledger);
    recipients.repeated().stream()
        .map(ledger::to)
        .filter(notice -> notice.ref().isEmpty())
        .forEach(notice -> ledger.record(notice.skipped("told under another name")));
    Delivery brought =
        new Round(event.requestId(), truth, setting, ledger, mode, tries, why -> retry(tries, why))
            .bring(recipients.distinct());
    return recipients.unclear().isEmpty()
        ? brought
        : Delivery.both(
            brought, retry(tries, "who is meant by some recipients is not known for now"));
  }

  private void find(NoticeLedger ledger, String ref) {
    destination.place(ref).ifPresent(place -> ledger.put(ledger.book().finding(place, ref)));
  }

  private boolean announcesSettled() {
    return destination.rules("").showsSettled();
  }

  /** Approved by ourselves before anybody was told, and nobody wants to hear of it. */
  private boolean silent(Truth truth, Entries entries) {
    return silentWhenApproved
        && truth instanceof Truth.Live(AccessRequest request)
        && request.state() == RequestState.APPROVED
        && Documents.read(entries.ours(Decision.KEY), Decision.class)
            instanceof Stored.Known(Decision decision)
        && decision.verdict() == Decision.Verdict.APPROVED;
  }

  /** Those who were told, and those who are to be: sorted while somebody is not told yet. */
  private Destination.Recipients recipients(Optional<Routing> routing, NoticeLedger ledger) {
    List<Notice> known = ledger.book().notices();
    Set<String> all = new LinkedHashSet<>();
    known.stream().filter(notice -> notice.ref().isPresent()).forEach(it -> all.add(it.to()));
    int told = all.size();
    known.stream().filter(Notifier::isPending).forEach(notice -> all.add(notice.to()));
    if (ledger.book().adopted().isEmpty() || known.isEmpty()) {
      routing.stream()
          .flatMap(named -> named.at(destination.name()).stream())
          .filter(to -> !ledger.book().knows(to))
          .forEach(all::add);
    }
    Destination.Recipients sorted =
        all.size() == told
            ? new Destination.Recipients(List.copyOf(all), List.of(), List.of())
            : destination.sort(List.copyOf(all));
    return sorted.and(
        known.stream()
            .filter(notice -> notice.ref().isEmpty() && notice.state() == NoticeState.LOST)
            .map(Notice::to)
            .toList());
  }

  private static boolean isPending(Notice notice) {
    return notice.ref().isEmpty()
        && notice.state() != NoticeState.SKIPPED
        && notice.state() != NoticeState.LOST;
  }

  private static Optional<Routing> routing(Entries entries) {
    return switch (Documents.read(entries.ours(Routing.KEY), Routing.class)) {
      case Stored.Known(Routing routing) -> Optional.of(routing);
      case Stored.Newer<Routing>(Routing routing, int _) -> Optional.of(routing);
      case Stored.Absent<Routing> _, Stored.Unreadable<Routing> _ -> Optional.empty();
    };
  }

  private Delivery.Retry retry(int tries, @Nullable String why) {
    return new Delivery.Retry(backoff.after(tries, random), String.valueOf(why));
  }
}
