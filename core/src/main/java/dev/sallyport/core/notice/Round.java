package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One round through the recipients of a request: each is brought in line as far as it goes now. */
final class Round {
  private static final int MOST_STEPS = 500;

  private final String requestId;
  private final Truth truth;
  private final Destination destination;
  private final NoticeLedger ledger;
  private final Mode mode;
  private final Signals signals;
  private final InstantSource clock;
  private final int tries;
  private final Function<String, Delivery.Retry> retry;

  /**
   * @param tries how often the message was received, from 1 on
   * @param retry when to come back where nothing else says so, by the reason
   */
  Round(
      String requestId,
      Truth truth,
      Destination destination,
      NoticeLedger ledger,
      Mode mode,
      Signals signals,
      InstantSource clock,
      int tries,
      Function<String, Delivery.Retry> retry) {
    this.requestId = requestId;
    this.truth = truth;
    this.destination = destination;
    this.ledger = ledger;
    this.mode = mode;
    this.signals = signals;
    this.clock = clock;
    this.tries = tries;
    this.retry = retry;
  }

  Delivery bring(List<String> recipients) {
    Delivery all = Delivery.DELIVERED;
    for (String to : recipients) {
      all = Delivery.both(all, bring(to));
    }
    if (mode == Mode.ON) {
      ledger.save();
    }
    return all;
  }

  /** A recipient that cannot be asked does not stop the others. */
  private Delivery bring(String to) {
    try {
      return steps(to);
    } catch (Unavailable e) {
      return retry.apply(String.valueOf(e.getMessage()));
    }
  }

  private Delivery steps(String to) {
    Errand errand = new Errand(requestId, truth, destination, ledger, to, signals, clock);
    for (int steps = 0; steps < MOST_STEPS; steps++) {
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
            return shadow(to, step);
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
              .orElseGet(() -> retry.apply(why));
        }
        case Errand.Taken.Refused(String why, boolean known) -> {
          return refused(to, why, known);
        }
      }
    }
    throw new IllegalStateException("the plan for " + requestId + " has no end");
  }

  /**
   * A recipient that cannot be reached: the fallback hears of it, and the message goes to the dead
   * letters once.
   */
  private Delivery refused(String to, String why, boolean known) {
    if (!known) {
      signals.say(
          Signal.alarm(
              requestId,
              "notice-refused",
              destination.name() + " refuses the notice to " + to + ": " + why));
    }
    Delivery fallback =
        destination
            .fallback()
            .filter(other -> !other.equalsIgnoreCase(to))
            .map(this::bring)
            .orElse(Delivery.DELIVERED);
    // A message that was here before may have failed on its way to the dead letters.
    return known && tries == 1 ? fallback : Delivery.both(fallback, new Delivery.Rejected(why));
  }

  private Delivery shadow(String to, Step step) {
    signals.say(
        Signal.info(
            requestId,
            "shadow",
            "would " + Errand.words(step) + " at " + destination.name() + " " + to));
    return Delivery.DELIVERED;
  }
}
