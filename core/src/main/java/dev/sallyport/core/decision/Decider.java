package dev.sallyport.core.decision;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.decision.Judgement.Judged;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Decides first, so that a request that is approved at once makes no noise, and forwards whatever
 * happens.
 */
public final class Decider {
  /** Destinations hear of an event this long after it arrived, decided or not. */
  static final Duration FORWARD_WITHIN = Duration.ofMillis(4500);

  private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(20);

  private final Judgement judgement;
  private final Map<String, Events> destinations;
  private final Signals signals;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final Duration forwardWithin;
  private final Duration giveUpAfter;

  /**
   * @param destinations the queues of the configured destinations, by name
   */
  public Decider(
      Judgement judgement,
      Map<String, Events> destinations,
      Signals signals,
      InstantSource clock,
      RandomGenerator random) {
    this(judgement, destinations, signals, clock, random, FORWARD_WITHIN, GIVE_UP_AFTER);
  }

  Decider(
      Judgement judgement,
      Map<String, Events> destinations,
      Signals signals,
      InstantSource clock,
      RandomGenerator random,
      Duration forwardWithin,
      Duration giveUpAfter) {
    this.judgement = judgement;
    this.destinations = Map.copyOf(destinations);
    this.signals = signals;
    this.clock = clock;
    this.random = random;
    this.forwardWithin = forwardWithin;
    this.giveUpAfter = giveUpAfter;
  }

  /**
   * Handles one event.
   *
   * @param tries how often this message was received, from 1 on
   */
  public Delivery handle(RequestEvent event, int tries) {
    if (event.cause() == Cause.CANARY) {
      return forward(event, tries);
    }
    var decision = new FutureTask<>(() -> decide(event, tries));
    Thread thread = Thread.ofVirtual().name("decide").start(decision);
    try {
      awaitEnd(decision, forwardWithin);
      Delivery forwarded = forward(event, tries);
      Judged decided = within(decision, giveUpAfter, undecided(tries, "deciding takes too long"));
      boolean late = tries > 1 && decided.read() && decided.delivery().equals(Delivery.DELIVERED);
      return Delivery.both(
          decided.delivery(),
          late ? Delivery.both(forwarded, forward(again(event), tries)) : forwarded);
    } finally {
      thread.interrupt();
    }
  }

  /**
   * A destination gives up on what it cannot read before we do, and the queues drop what says the
   * same within five minutes. So what took us more than one try is forwarded in other words.
   */
  private RequestEvent again(RequestEvent event) {
    return new RequestEvent(
        event.cluster(), event.requestId(), Cause.RESYNC, event.revision(), clock.instant());
  }

  private Judged decide(RequestEvent event, int tries) {
    try {
      return judgement.on(event, tries);
    } catch (Unavailable e) {
      return undecided(tries, String.valueOf(e.getMessage()));
    }
  }

  private Judged undecided(int tries, String why) {
    return new Judged(retry(tries, why), false);
  }

  /** Waits, and leaves what came of it to be read later. */
  private static void awaitEnd(FutureTask<Judged> task, Duration limit) {
    try {
      task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Judged within(FutureTask<Judged> task, Duration limit, Judged otherwise) {
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return otherwise;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("interrupted", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  private Delivery forward(RequestEvent event, int tries) {
    Delivery all = Delivery.DELIVERED;
    for (Map.Entry<String, Events> destination : destinations.entrySet()) {
      try {
        destination.getValue().send(event);
      } catch (Unavailable e) {
        signals.say(
            Signal.warning(
                event.requestId(),
                "forward-failed",
                "not forwarded to " + destination.getKey() + " yet"));
        all = Delivery.both(all, retry(tries, String.valueOf(e.getMessage())));
      }
    }
    return all;
  }

  private Delivery retry(int tries, String why) {
    return new Delivery.Retry(Backoff.STANDARD.after(tries, random), why);
  }
}
