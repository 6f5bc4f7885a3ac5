package dev.sallyport.poller;

import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists, compares, and puts into the outbox what is worth a look. */
final class Rounds {
  private final Comparison comparison;
  private final Outbox outbox;
  private final Metrics metrics;
  private final Signals signals;
  private final InstantSource clock;
  private boolean tooLarge;

  Rounds(
      Comparison comparison, Outbox outbox, Metrics metrics, Signals signals, InstantSource clock) {
    this.comparison = comparison;
    this.outbox = outbox;
    this.metrics = metrics;
    this.signals = signals;
    this.clock = clock;
  }

  /** One round, which may be tried again after a failure. */
  static final class Round {
    // It is in the events, and makes those of another try the same.
    private final Instant observedAt;
    private boolean pendingSent;

    Round(Instant observedAt) {
      this.observedAt = observedAt;
    }
  }

  Optional<Verdicts.Failure> run(Cluster cluster, Round round) {
    return switch (cluster.list()) {
      case Answer.Ok<List<RequestFacts>>(List<RequestFacts> listed) ->
          compare(cluster, round, listed);
      case Answer.Refused<List<RequestFacts>>(Reason reason, String text) ->
          Optional.of(new Verdicts.Failure(Verdicts.Call.LIST, reason, text));
    };
  }

  private Optional<Verdicts.Failure> compare(
      Cluster cluster, Round round, List<RequestFacts> listed) {
    return switch (cluster.entries()) {
      case Answer.Ok<Map<String, String>>(Map<String, String> seen) -> {
        tooLarge = false;
        admit(comparison.events(listed, seen, round.observedAt, clock.instant()));
        yield Optional.empty();
      }
      case Answer.Refused<Map<String, String>>(Reason reason, String text) -> {
        pendingOnce(round, listed);
        if (reason == Reason.LIMIT) {
          tellTooLarge(text);
          yield Optional.empty();
        }
        yield Optional.of(new Verdicts.Failure(Verdicts.Call.ENTRIES, reason, text));
      }
    };
  }

  private void pendingOnce(Round round, List<RequestFacts> listed) {
    if (!round.pendingSent) {
      round.pendingSent = true;
      admit(comparison.pending(listed, round.observedAt, clock.instant()));
    }
  }

  private void admit(List<RequestEvent> events) {
    events.forEach(event -> metrics.hint(event.cause()));
    outbox.admit(events);
  }

  private void tellTooLarge(String text) {
    if (!tooLarge) {
      tooLarge = true;
      signals.say(
          Signal.warning(
              "",
              "entries-too-large",
              "what was handled does not fit into one answer, so only pending requests are looked"
                  + " at again, and ends that nobody saw are left to the sweep: "
                  + text));
    }
  }
}
