package dev.sallyport.poller;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * Watches Access Requests and forwards a hint for each change, and after each connection, 30 s
 * later and every 15 minutes one for each request that was missed. It decides nothing, and any
 * number of pollers may run side by side.
 *
 * <p>What only a person can set right ends it at its start (see {@link Stop}); once it was
 * connected it says so and keeps trying.
 */
public final class Poller implements AutoCloseable {
  private static final Duration PULSE = Duration.ofSeconds(60);
  private static final Duration QUARTER = Duration.ofMinutes(15);
  private static final Duration FLUSH = Duration.ofSeconds(10);

  private final PollerSettings settings;
  private final Signals signals;
  private final InstantSource clock;
  private final Ticks ticks;
  private final Ticks sending;
  private final Metrics metrics = new Metrics();
  private final Vitals vitals;
  private final Outbox outbox;
  private final Watching watching;
  private final CountDownLatch started = new CountDownLatch(1);
  private final CompletableFuture<Stop> stopped = new CompletableFuture<>();
  private volatile boolean closed;

  /** A poller on threads of its own; it does nothing before {@link #start}. */
  public Poller(
      PollerSettings settings,
      Cluster.Connector connector,
      Events events,
      Signals signals,
      InstantSource clock) {
    this(
        settings,
        connector,
        events,
        signals,
        clock,
        new Threads(
            new ThreadTicks("poller", signals),
            new ThreadTicks("poller-outbox", signals),
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("send-", 0).factory())),
        new Random());
  }

  /**
   * @param watching what the watch and its lists run on
   * @param sending what waits for the queue
   * @param senders what sends
   */
  record Threads(Ticks watching, Ticks sending, Executor senders) {}

  Poller(
      PollerSettings settings,
      Cluster.Connector connector,
      Events events,
      Signals signals,
      InstantSource clock,
      Threads threads,
      RandomGenerator random) {
    this.settings = settings;
    this.signals = signals;
    this.clock = clock;
    this.ticks = threads.watching();
    this.sending = threads.sending();
    this.vitals = new Vitals(clock);
    this.outbox =
        new Outbox(
            settings, events, signals, sending, threads.senders(), random, metrics, this::refill);
    Hints hints = new Hints(settings.cluster(), signals);
    Deletions deletions = new Deletions();
    this.watching =
        new Watching(
            settings.cluster(),
            connector,
            new Stream.Forwarding(hints, deletions, outbox, metrics, vitals, clock),
            new Rounds(new Comparison(hints, deletions), outbox, metrics, signals, clock),
            ticks,
            signals,
            new Troubles(signals, metrics, vitals, clock, this::startWent),
            random);
    metrics.vitals(
        () -> vitals.isConnected() ? 1 : 0,
        () -> vitals.silence().toSeconds(),
        vitals::identityLeft);
  }

  /** Begins to connect, and returns at once. To be called once. */
  public void start() {
    ticks.soon(watching::connect);
    repeat(PULSE, watching::checkPulse);
    settings.identityInterval().ifPresent(interval -> repeat(interval, watching::refreshIdentity));
    planRound(quarterAfter(clock.instant()));
  }

  Vitals vitals() {
    return vitals;
  }

  PrometheusRegistry registry() {
    return metrics.registry();
  }

  /**
   * Waits for the first watch with its list.
   *
   * @return whether it is connected; if not, either it stopped or the time is up
   */
  public boolean awaitConnected(Duration limit) throws InterruptedException {
    return started.await(limit.toNanos(), TimeUnit.NANOSECONDS) && !stopped.isDone();
  }

  /** Completes when the poller gives up at its start. */
  public CompletableFuture<Stop> whenStopped() {
    return stopped.copy();
  }

  /** Whether a watch stands now. */
  public boolean isConnected() {
    return vitals.isConnected();
  }

  /** Stops watching and gives the queue at most 10 s to take what is known. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    watching.close();
    ticks.close();
    flush();
    sending.close();
  }

  private void flush() {
    try {
      if (!outbox.flush(FLUSH)) {
        signals.say(
            Signal.warning(
                "",
                "hints-left",
                outbox.size() + " hints were not sent; the list at the next start finds them"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void startWent(Optional<Stop> stop) {
    stop.ifPresent(stopped::complete);
    started.countDown();
  }

  private void refill() {
    ticks.soon(() -> watching.listAgain(clock.instant()));
  }

  // The next one is planned first, so that one that fails is not the last.
  private void repeat(Duration interval, Runnable task) {
    var _ =
        ticks.after(
            interval,
            () -> {
              repeat(interval, task);
              task.run();
            });
  }

  // On the quarter of the hour, so that pollers side by side send the same at the same time. A tick
  // may come a little early; it is the one that was due all the same.
  private void planRound(Instant due) {
    var _ =
        ticks.after(
            Duration.between(clock.instant(), due),
            () -> {
              Instant now = clock.instant();
              Instant round = now.isBefore(due) ? due : quarterOf(now);
              planRound(quarterAfter(round));
              watching.listAgain(round);
              if (settings.canary()) {
                outbox.offer(canary(round));
              }
            });
  }

  private RequestEvent canary(Instant round) {
    return new RequestEvent(
        settings.cluster(), RequestEvent.CANARY, Cause.CANARY, Optional.empty(), round);
  }

  private static Instant quarterOf(Instant now) {
    long millis = QUARTER.toMillis();
    return Instant.ofEpochMilli(Math.floorDiv(now.toEpochMilli(), millis) * millis);
  }

  private static Instant quarterAfter(Instant now) {
    return quarterOf(now).plus(QUARTER);
  }
}
