package dev.sallyport.core.notice;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** One round through the recipients of a request: each is brought in line as far as it goes now. */
final class Round {
  private static final int MOST_STEPS = 500;

  private final String requestId;
  private final Truth truth;
  private final Setting setting;
  private final NoticeLedger ledger;
  private final Mode mode;
  private final int tries;
  private final Function<String, Delivery.Retry> retry;
  private final Set<String> unreachable = ConcurrentHashMap.newKeySet();

  /**
   * @param tries how often the message was received, from 1 on
   * @param retry when to come back where nothing else says so, by the reason
   */
  Round(
      String requestId,
      Truth truth,
      Setting setting,
      NoticeLedger ledger,
      Mode mode,
      int tries,
      Function<String, Delivery.Retry> retry) {
    this.requestId = requestId;
    this.truth = truth;
    this.setting = setting;
    this.ledger = ledger;
    this.mode = mode;
    this.tries = tries;
    this.retry = retry;
  }

  Delivery bring(List<String> recipients) {
    List<FutureTask<Delivery>> visits = new ArrayList<>();
    Delivery all = Delivery.DELIVERED;
    for (String to : recipients) {
      FutureTask<Delivery> visit = new FutureTask<>(() -> bring(to));
      setting.crew().execute(visit);
      if (visit.isDone()) {
        // In turn: what ended this one unexpectedly ends the round.
        all = Delivery.both(all, outcome(visit));
      } else {
        visits.add(visit);
      }
    }
    for (FutureTask<Delivery> visit : visits) {
      all = Delivery.both(all, outcome(visit));
    }
    all = Delivery.both(all, fallback(recipients));
    if (mode == Mode.ON) {
      ledger.save();
    }
    return all;
  }

  private static Delivery outcome(FutureTask<Delivery> visit) {
    try {
      return visit.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
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
    Errand errand = new Errand(requestId, truth, setting, ledger, to);
    for (int steps = 0; steps < MOST_STEPS; steps++) {
      Step step = errand.next();
      switch (step) {
        case Step.Done _ -> {
          if (ledger.to(to).state() == NoticeState.LOST) {
            unreachable.add(to);
          }
          return Delivery.DELIVERED;
        }
        case Step.Wait(Instant until) -> {
          return new Delivery.Retry(
              Duration.between(setting.clock().instant(), until),
              "an earlier call may still be under way");
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
      setting
          .signals()
          .say(
              Signal.alarm(
                  requestId,
                  "notice-refused",
                  setting.destination().name() + " refuses the notice to " + to + ": " + why));
    }
    unreachable.add(to);
    // A message that was here before may have failed on its way to the dead letters.
    return known && tries == 1 ? Delivery.DELIVERED : new Delivery.Rejected(why);
  }

  /** After all others, since it may be one of them. */
  private Delivery fallback(List<String> recipients) {
    return setting
        .destination()
        .fallback()
        .filter(other -> unreachable.stream().anyMatch(to -> !to.equalsIgnoreCase(other)))
        .filter(other -> !recipients.contains(other))
        .map(this::bring)
        .orElse(Delivery.DELIVERED);
  }

  private Delivery shadow(String to, Step step) {
    setting
        .signals()
        .say(
            Signal.info(
                requestId,
                "shadow",
                "would " + Errand.words(step) + " at " + setting.destination().name() + " " + to));
    return Delivery.DELIVERED;
  }
}
