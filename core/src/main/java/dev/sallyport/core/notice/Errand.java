package dev.sallyport.core.notice;

import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.notice.Destination.Effect;
import dev.sallyport.core.notice.Destination.Looked;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The steps for one notice: claim, call, record. */
final class Errand {
  /** How a step went. */
  sealed interface Taken {
    record GoOn() implements Taken {}

    record Stop(Delivery delivery) implements Taken {}

    record TryAgain(Optional<Duration> after, String why) implements Taken {}

    /**
     * The recipient cannot be reached.
     *
     * @param known it was refused for the same reason before
     */
    record Refused(String why, boolean known) implements Taken {}
  }

  private static final Taken GO_ON = new Taken.GoOn();

  private final String requestId;
  private final Truth truth;
  private final Destination destination;
  private final NoticeLedger ledger;
  private final String to;
  private final Signals signals;
  private final InstantSource clock;
  private boolean verified;

  Errand(String requestId, Truth truth, Setting setting, NoticeLedger ledger, String to) {
    this.requestId = requestId;
    this.truth = truth;
    this.destination = setting.destination();
    this.ledger = ledger;
    this.to = to;
    this.signals = setting.signals();
    this.clock = setting.clock();
  }

  Step next() {
    return Plan.next(truth, notice(), rules(), clock.instant());
  }

  Taken take(Step step) {
    return switch (step) {
      case Step.Announce _ -> announce();
      case Step.Look(String call) -> look(call);
      case Step.Edit _ -> write(this::edit);
      case Step.Tell(Reply reply) -> write(() -> tell(reply));
      case Step.Resolve(Outcome outcome) -> write(() -> resolve(outcome));
      case Step.Wait _, Step.Done _ -> throw new IllegalArgumentException(step.toString());
    };
  }

  /** In words that follow "would". */
  static String words(Step step) {
    return switch (step) {
      case Step.Announce _ -> "announce it";
      case Step.Look(String call) -> "look whether \"" + call + "\" took effect";
      case Step.Edit _ -> "update the notice";
      case Step.Tell(Reply reply) -> "add " + reply.marker();
      case Step.Resolve(Outcome outcome) -> "resolve it as " + outcome.words();
      case Step.Wait _ -> "wait";
      case Step.Done _ -> "do nothing";
    };
  }

  private Notice notice() {
    return ledger.to(to);
  }

  private Rules rules() {
    return destination.rules(to);
  }

  private void record(Notice changed) {
    ledger.record(changed);
  }

  /** Stores everything so far together with the word that this call is about to be made. */
  private void claim(String call) {
    int attempt = notice().claim().map(Claim::attempt).orElse(0) + 1;
    record(notice().claimed(new Claim(call, attempt, clock.instant())));
    ledger.save();
  }

  private Taken announce() {
    if (!(truth instanceof Truth.Live(AccessRequest request))) {
      throw new IllegalStateException("only a live request is announced");
    }
    Optional<String> refusal = notice().refusal();
    claim(Plan.ANNOUNCE);
    return switch (destination.announce(to, request)) {
      case Effect.Done(String ref) -> {
        Notice opened = notice().opened(ref, Optional.of(request.version()));
        record(
            rules().followsEdits()
                ? opened.announcedAs(Outcome.ofSettled(request.state()))
                : opened);
        verified = true;
        say("announced", "announced at " + destination.name() + " " + to + " as " + ref);
        yield GO_ON;
      }
      case Effect.Failed(Optional<Duration> after, String why) -> {
        record(notice().refused(refusal));
        yield new Taken.TryAgain(after, why);
      }
      case Effect.Rejected(String why) -> {
        record(notice().refused(Optional.of(why)));
        yield new Taken.Refused(why, refusal.equals(Optional.of(why)));
      }
      case Effect.Unknown(String why) -> {
        record(notice().unsure());
        yield new Taken.TryAgain(Optional.of(rules().lookAfter()), why);
      }
      case Effect.Nobody(String why) -> {
        record(notice().skipped(why));
        say("not-told", "not told at " + destination.name() + " " + to + ": " + why);
        yield GO_ON;
      }
      case Effect.Vanished(String why) -> vanished(why);
    };
  }

  private Taken look(String call) {
    return call.equals(Plan.ANNOUNCE) ? lookForAnnouncement() : lookForReply(call);
  }

  private Taken lookForAnnouncement() {
    boolean takenOver = ledger.book().adopted().isPresent();
    switch (destination.lookForAnnouncement(notice(), requestId, takenOver)) {
      case Looked.Found(String ref) -> {
        // What it shows was true when it was made, and may not be any more.
        record(notice().opened(ref, takenOver ? Optional.empty() : Optional.of("")));
        verified = true;
        say(
            "found",
            "found at "
                + destination.name()
                + " "
                + to
                + " as "
                + ref
                + " after an unknown outcome");
      }
      case Looked.Absent _ -> record(notice().absent());
      case Looked.NotOurs(String why) -> {
        record(notice().refused(Optional.of(why)));
        return notOurs(why);
      }
      case Looked.Blind _ -> {
        return again();
      }
    }
    return GO_ON;
  }

  /** Nobody can tell whether it was announced: an old claim counts as one more unknown outcome. */
  private Taken again() {
    boolean claimed = notice().state() == NoticeState.CLAIMED;
    int unknowns = notice().unknowns() + (claimed ? 1 : 0);
    if (unknowns > Rules.MOST_UNKNOWNS) {
      return vanished(
          "the outcome of " + unknowns + " announcements in a row is unknown; no more are made");
    }
    record(notice().again(unknowns));
    return GO_ON;
  }

  private Taken vanished(String why) {
    record(notice().lost(why));
    ledger.save();
    return new Taken.Refused(why, false);
  }

  private Taken lookForReply(String marker) {
    Optional<Reply> reply = Reply.of(marker);
    if (reply.isEmpty() || notice().ref().isEmpty()) {
      // No reply of ours: memory is no authority, and the plan finds out what is missing.
      record(notice().unclaimed());
      return GO_ON;
    }
    switch (destination.lookForReply(notice(), requestId, reply.get())) {
      case Looked.Found _ -> record(notice().replied(reply.get()));
      case Looked.Absent _ -> record(notice().unclaimed());
      case Looked.NotOurs(String why) -> {
        return notOurs(why);
      }
      case Looked.Blind _ -> record(toldBlindly(reply.get()));
    }
    return GO_ON;
  }

  /** Told again at the risk of a duplicate, and not for ever. */
  private Notice toldBlindly(Reply reply) {
    if (notice().unknowns() < Rules.MOST_UNKNOWNS) {
      return notice().tellAgain();
    }
    signals.say(
        Signal.alarm(
            requestId,
            "reply-unknown",
            "whether "
                + reply.marker()
                + " was told at "
                + destination.name()
                + " "
                + to
                + " is not known; it is not told again"));
    return notice().replied(reply);
  }

  /** Every write to something that stands already: first make sure that it is ours. */
  private Taken write(Supplier<Taken> call) {
    if (!verified) {
      switch (destination.verify(notice(), requestId)) {
        case Looked.Found _ -> verified = true;
        case Looked.Absent _ -> {
          return notOurs("it is not there any more");
        }
        case Looked.NotOurs(String why) -> {
          return notOurs(why);
        }
        // Only our own messages can be written to; which of them it is, memory alone tells.
        case Looked.Blind _ -> verified = true;
      }
    }
    Taken taken = call.get();
    Optional<Outcome> end = Plan.end(truth);
    if (taken instanceof Taken.Stop && end.isPresent() && notice().state() == NoticeState.OPEN) {
      // What cannot be told or marked must not keep it open.
      return resolve(end.get()) instanceof Taken.TryAgain again ? again : taken;
    }
    return taken;
  }

  private Taken edit() {
    return effect(
        destination.edit(notice(), requestId, truth),
        _ ->
            notice()
                .shown(
                    truth instanceof Truth.Live(AccessRequest request) ? request.version() : "",
                    Plan.end(truth)),
        "notice-updated",
        "updated at " + destination.name() + " " + to);
  }

  private Taken tell(Reply reply) {
    claim(reply.marker());
    return effect(
        destination.reply(notice(), requestId, reply, truth),
        _ -> notice().replied(reply),
        "told",
        "told " + reply.marker() + " at " + destination.name() + " " + to);
  }

  private Taken resolve(Outcome outcome) {
    return effect(
        destination.resolve(notice(), outcome),
        _ -> notice().closed(outcome),
        "closed",
        "resolved at " + destination.name() + " " + to + ": " + outcome.words());
  }

  private Taken effect(
      Effect effect, Function<String, Notice> recorded, String event, String text) {
    return switch (effect) {
      case Effect.Done(String ref) -> {
        record(recorded.apply(ref));
        say(event, text);
        yield GO_ON;
      }
      case Effect.Failed(Optional<Duration> after, String why) -> {
        record(notice().unclaimed());
        yield new Taken.TryAgain(after, why);
      }
      case Effect.Rejected(String why) -> {
        record(notice().unclaimed());
        signals.say(
            Signal.alarm(requestId, "notice-stuck", destination.name() + " " + to + ": " + why));
        yield new Taken.Stop(new Delivery.Rejected(why));
      }
      // The claim stays: the next try looks before it calls.
      case Effect.Unknown(String why) -> new Taken.TryAgain(Optional.empty(), why);
      case Effect.Nobody(String why) -> vanished(why);
      case Effect.Vanished(String why) -> vanished(why);
    };
  }

  private Taken notOurs(String why) {
    signals.say(
        Signal.alarm(
            requestId, "not-ours", "left alone at " + destination.name() + " " + to + ": " + why));
    return new Taken.Stop(Delivery.DELIVERED);
  }

  private void say(String event, String text) {
    signals.say(
        Signal.info(requestId, event, text).with("destination", destination.name()).with("to", to));
  }
}
