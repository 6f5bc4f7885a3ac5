package dev.sallyport.poller;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.poller.Found.Here;
import dev.sallyport.poller.Found.Missing;
import dev.sallyport.poller.Found.Unusable;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The life of a deployed poller: it waits for what it needs, watches, and ends when it is asked to,
 * when the way to the cluster was configured anew, or when it was ill for too long.
 *
 * <p>What only a person can set right does not end it: a restart would bring the same verdict, and
 * a process that is started again and again hides its alarm behind those of the platform. It tries
 * again, after a pause that grows, or as soon as the identity or the configuration is another one.
 */
final class Life {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(5);
  private static final Duration TURN = Duration.ofSeconds(1);

  /** Why it ended, with the process's exit code. */
  enum End {
    ASKED(0),
    CONFIGURED_ANEW(0),
    ILL(8);

    private final int exitCode;

    End(int exitCode) {
      this.exitCode = exitCode;
    }

    int exitCode() {
      return exitCode;
    }
  }

  /**
   * @param look how often configuration and, while it waits, identity are looked at
   * @param illness how long it may be ill
   * @param vitals how often it tells how it is
   */
  record Pace(Duration look, Duration illness, Duration vitals) {}

  private final Sources sources;
  private final Events events;
  private final Signals signals;
  private final InstantSource clock;
  private final Pace pace;
  private final Once complaints;
  private final CountDownLatch asked = new CountDownLatch(1);
  private volatile Vitals vitals;
  private volatile PrometheusRegistry registry = new PrometheusRegistry();
  private volatile Optional<Health> waiting = Optional.of(Health.waiting("starting"));
  private volatile Instant wellAt;
  private Duration pause = FIRST_PAUSE;

  Life(Sources sources, Events events, Signals signals, InstantSource clock, Pace pace) {
    this.sources = sources;
    this.events = events;
    this.signals = signals;
    this.clock = clock;
    this.pace = pace;
    this.complaints = new Once(signals);
    this.vitals = new Vitals(clock);
    this.wellAt = clock.instant();
  }

  /** Lives until the end. To be called once. */
  End run() throws InterruptedException {
    try (Ticks ticks = new ThreadTicks("vitals", signals)) {
      tellVitals(ticks);
      while (true) {
        Optional<Sources.Ready> ready = ready();
        Optional<End> end = ready.isEmpty() ? Optional.of(End.ASKED) : watched(ready.get());
        if (end.isPresent()) {
          return end.get();
        }
      }
    }
  }

  /** Asks it to end; from any thread. */
  void end() {
    asked.countDown();
  }

  /**
   * An outage of Teleport is nothing that a restart would end, until it lasts. It is told after two
   * thirds of the time, so that a platform that checks health has replaced the process before it
   * ends itself; where nobody checks, it does.
   */
  Health health() {
    Health health = waiting.orElseGet(vitals::health);
    return health.well() || isIllForLong() ? health : Health.waiting(health.line());
  }

  private boolean isIllForLong() {
    return !clock.instant().isBefore(wellAt.plus(pace.illness().dividedBy(3).multipliedBy(2)));
  }

  PrometheusRegistry registry() {
    return registry;
  }

  private void tellVitals(Ticks ticks) {
    var _ =
        ticks.after(
            pace.vitals(),
            () -> {
              tellVitals(ticks);
              vitals.signals().forEach(signals::say);
            });
  }

  private Optional<Sources.Ready> ready() throws InterruptedException {
    do {
      switch (sources.ready()) {
        case Here<Sources.Ready>(Sources.Ready ready) -> {
          complaints.over();
          return Optional.of(ready);
        }
        case Missing<Sources.Ready>(String what) ->
            waitFor(Signal.warning("", "poller-waiting", "waiting for " + what));
        case Unusable<Sources.Ready>(String why) ->
            waitFor(Signal.alarm("", "poller-waiting", "waiting: " + why));
      }
    } while (!isAsked(pace.look()));
    return Optional.empty();
  }

  private void waitFor(Signal what) {
    waiting = Optional.of(Health.waiting(what.text()));
    complaints.say(what);
  }

  private Optional<End> watched(Sources.Ready ready) throws InterruptedException {
    Stop stop;
    try (Poller poller =
        new Poller(
            sources.settings(ready.teleport()),
            TeleportCluster.connector(sources.client(ready.teleport())),
            events,
            signals,
            clock)) {
      vitals = poller.vitals();
      registry = poller.registry();
      waiting = Optional.empty();
      poller.start();
      Optional<End> end = untilEnd(poller, ready.teleport());
      if (end.isPresent()) {
        return end;
      }
      stop = poller.whenStopped().join();
    }
    return pause(stop, ready);
  }

  /** Empty when the poller gave up. */
  private Optional<End> untilEnd(Poller poller, Config.Teleport begunWith)
      throws InterruptedException {
    wellAt = clock.instant();
    Instant look = wellAt.plus(pace.look());
    while (!isAsked(TURN)) {
      Instant now = clock.instant();
      if (poller.whenStopped().isDone()) {
        return Optional.empty();
      }
      if (poller.vitals().illness().isEmpty()) {
        wellAt = now;
        pause = FIRST_PAUSE;
      } else if (!now.isBefore(wellAt.plus(pace.illness()))) {
        return Optional.of(illSince(wellAt, poller.vitals()));
      }
      if (!now.isBefore(look)) {
        look = now.plus(pace.look());
        if (isConfiguredAnew(begunWith)) {
          return Optional.of(End.CONFIGURED_ANEW);
        }
      }
    }
    return Optional.of(End.ASKED);
  }

  private End illSince(Instant well, Vitals vitals) {
    signals.say(
        Signal.alarm(
            "",
            "poller-gives-up",
            "ill since %s (%s): the process ends, to be started anew"
                .formatted(well, vitals.illness().orElse("well again"))));
    return End.ILL;
  }

  private boolean isConfiguredAnew(Config.Teleport begunWith) {
    switch (sources.teleport()) {
      case Here<Config.Teleport>(Config.Teleport now) -> {
        complaints.over();
        if (!now.equals(begunWith)) {
          signals.say(
              Signal.info(
                  "",
                  "teleport-configured-anew",
                  "[teleport] changed: the process ends, to be started anew"));
          return true;
        }
      }
      case Missing<Config.Teleport>(String what) -> tellLastGood("there is no more " + what);
      case Unusable<Config.Teleport>(String why) -> tellLastGood(why);
    }
    return false;
  }

  private void tellLastGood(String why) {
    complaints.say(
        Signal.alarm("", "config-unreadable", "the last good configuration stays: " + why));
  }

  /** Waits before the next try; the end if it was asked to meanwhile. */
  private Optional<End> pause(Stop stop, Sources.Ready refused) throws InterruptedException {
    Instant until = clock.instant().plus(pause);
    waiting = Optional.of(Health.waiting("stopped: " + stop.kind() + ", next try at " + until));
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LAST_PAUSE) < 0 ? doubled : LAST_PAUSE;
    while (clock.instant().isBefore(until)) {
      if (isAsked(pace.look())) {
        return Optional.of(End.ASKED);
      }
      if (sources.ready() instanceof Here<Sources.Ready>(Sources.Ready now)
          && !now.equals(refused)) {
        pause = FIRST_PAUSE;
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private boolean isAsked(Duration within) throws InterruptedException {
    return asked.await(within.toNanos(), TimeUnit.NANOSECONDS);
  }
}
