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
import java.util.concurrent.Future;
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
    for (String to : recipients) {
      FutureTask<Delivery> visit = new FutureTask<>(() -> bring(to));
      visits.add(visit);
      setting.crew().execute(visit);
      if (visit.state() == Future.State.FAILED) {
        // In turn: what ended this one unexpectedly ends the round.
        break;
      }
    }
    Delivery all = outcomes(visits);
    all = Delivery.both(all, fallback(recipients));
    if (mode == Mode.ON) {
      ledger.save();
    }
    return all;
  }

  /** Waits for all: what one did is recorded also where another one failed. */
  private Delivery outcomes(List<FutureTask<Delivery>> visits) {
    Delivery all = Delivery.DELIVERED;
    Optional<Throwable> failure = Optional.empty();
    for (FutureTask<Delivery> visit : visits) {
      try {
        all = Delivery.both(all, visit.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Unavailable("interrupted", e);
      } catch (ExecutionException e) {
        failure = failure.or(() -> Optional.ofNullable(e.getCause()));
      }
    }
    failure.ifPresent(cause -> fail(cause, visits.size() > 1));
    return all;
  }

  private void fail(Throwable cause, boolean others) {
    switch (cause) {
      case Error error -> throw error;
      case RuntimeException exception -> {
        if (others && mode == Mode.ON) {
          saveWhatIsDone();
        }
        throw exception;
      }
      default -> throw new IllegalStateException(cause);
    }
  }

  private void saveWhatIsDone() {
    try {
      ledger.save();
    } catch (NoticeLedger.Unsaved e) {
      setting
          .signals()
          .say(Signal.warning(requestId, "unsaved", "not remembered: " + e.getMessage()));
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

  /** After all others, since it may be one of them, perhaps under another name. */
  private Delivery fallback(List<String> recipients) {
    return setting
        .destination()
        .fallback()
        .filter(other -> isNeeded(other) && !recipients.contains(other))
        .filter(other -> isDistinct(other, recipients))
        .map(this::bring)
        .orElse(Delivery.DELIVERED);
  }

  private boolean isNeeded(String fallback) {
    return unreachable.stream().anyMatch(to -> !to.equalsIgnoreCase(fallback)) || nobodyDecides();
  }

  /** All who could decide turned out to be nobody. */
  private boolean nobodyDecides() {
    List<Notice> deciders =
        ledger.book().notices().stream()
            .filter(notice -> !setting.destination().rules(notice.to()).equals(Rules.PERSONAL))
            .toList();
    return !deciders.isEmpty()
        && deciders.stream().allMatch(notice -> notice.state() == NoticeState.SKIPPED);
  }

  private boolean isDistinct(String other, List<String> recipients) {
    List<String> all = new ArrayList<>(recipients);
    all.add(other);
    return !setting.destination().sort(all).repeated().contains(other);
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
