package dev.sallyport.poller;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a watch open. A new one is checked, begun and listed before it takes over from the one in
 * use, which is how another identity comes in without a gap. Everything here runs on the ticks'
 * thread.
 */
final class Watching implements Stream.Owner {
  static final Duration SECOND_LIST = Duration.ofSeconds(30);
  private static final Duration HEALTHY = Duration.ofSeconds(60);
  private static final Duration TOO_LONG = Duration.ofMinutes(2);
  private static final Duration ENDING = Duration.ofMinutes(10);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LAST_PAUSE = Duration.ofMinutes(5);

  private final PollerSettings settings;
  private final Cluster.Connector connector;
  private final Stream.Forwarding forwarding;
  private final Rounds rounds;
  private final Ticks ticks;
  private final InstantSource clock;
  private final Signals signals;
  private final Complaints complaints;
  private final Vitals vitals;
  private final Metrics metrics;
  private final ReconnectDelay delay;
  private final Consumer<Optional<Stop>> onStart;

  private volatile @Nullable Cluster cluster;
  private volatile boolean closed;
  private @Nullable Stream current;
  private @Nullable Stream next;
  private Ticks.@Nullable Tick reconnect;
  private Ticks.@Nullable Tick retry;
  private Duration retryPause = FIRST_PAUSE;
  private boolean started;
  private Instant disconnectedAt;

  /**
   * @param onStart hears once how the start went: why it failed, or empty when it is connected
   */
  Watching(
      PollerSettings settings,
      Cluster.Connector connector,
      Stream.Forwarding forwarding,
      Rounds rounds,
      Ticks ticks,
      Signals signals,
      RandomGenerator random,
      Consumer<Optional<Stop>> onStart) {
    this.settings = settings;
    this.connector = connector;
    this.forwarding = forwarding;
    this.rounds = rounds;
    this.ticks = ticks;
    this.clock = forwarding.clock();
    this.signals = signals;
    this.vitals = forwarding.vitals();
    this.metrics = forwarding.metrics();
    this.complaints = new Complaints(signals, metrics);
    this.delay = new ReconnectDelay(random);
    this.onStart = onStart;
    this.disconnectedAt = clock.instant();
  }

  void connect() {
    reconnect = null;
    if (closed || next != null) {
      return;
    }
    Instant start = clock.instant();
    opened().ifPresent(open -> connect(open, start));
  }

  private Optional<Cluster> opened() {
    Cluster open = cluster;
    if (open != null) {
      return Optional.of(open);
    }
    return switch (connector.open()) {
      case Answer.Ok<Cluster>(Cluster fresh) -> {
        cluster = fresh;
        if (closed) {
          fresh.close();
        }
        vitals.identityEnds(fresh.identityEnds());
        yield Optional.of(fresh);
      }
      case Answer.Refused<Cluster>(Reason reason, String text) -> {
        notConnected(new Verdicts.Failure(Verdicts.Call.OPEN, reason, text));
        yield Optional.empty();
      }
    };
  }

  private void connect(Cluster open, Instant start) {
    switch (open.ping()) {
      case Answer.Refused<Cluster.Facts>(Reason reason, String text) ->
          notConnected(new Verdicts.Failure(Verdicts.Call.PING, reason, text));
      case Answer.Ok<Cluster.Facts>(Cluster.Facts facts) -> {
        Optional<Stop> wrong = Verdicts.of(facts, settings.cluster());
        if (wrong.isPresent()) {
          wanted(wrong.get());
          planReconnect();
          return;
        }
        vitals.heard();
        Stream stream = new Stream(start, forwarding, this, ticks);
        next = stream;
        stream.open(open);
      }
    }
  }

  @Override
  public void initialized(Stream stream, boolean confirmed) {
    if (stream != next || closed) {
      return;
    }
    if (!confirmed) {
      next = null;
      stream.close();
      notConnected(
          new Verdicts.Failure(Verdicts.Call.WATCH, Reason.DENIED, "the watch was not confirmed"));
      return;
    }
    stream.markInitialized(clock.instant());
    list(new Rounds.Round(stream.started()), () -> takeOver(stream));
  }

  private void takeOver(Stream stream) {
    if (stream != next) {
      return;
    }
    Stream old = current;
    current = stream;
    next = null;
    if (old != null) {
      old.close();
    }
    vitals.connected(true);
    metrics.connected();
    complaints.settle("disconnected", "the poller is connected again");
    complaints.settle("wrong-cluster", "the configured cluster answers again");
    signals.say(Signal.info("", "connected", "watching " + settings.cluster()));
    if (!started) {
      started = true;
      onStart.accept(Optional.empty());
    }
    moveOn(stream);
    var _ =
        ticks.after(SECOND_LIST, () -> listIfCurrent(stream, new Rounds.Round(stream.started())));
  }

  private void listIfCurrent(Stream stream, Rounds.Round round) {
    if (stream == current && next == null) {
      list(round, () -> {});
    }
  }

  /** Lists again, unless a connection is being made, which lists by itself. */
  void listAgain(Instant observedAt) {
    if (current != null && next == null) {
      list(new Rounds.Round(observedAt), () -> {});
    }
  }

  private void list(Rounds.Round round, Runnable then) {
    cancelRetry();
    Cluster open = inUse();
    if (open == null) {
      return;
    }
    Optional<Verdicts.Failure> failure = rounds.run(open, round);
    if (failure.isEmpty()) {
      retryPause = FIRST_PAUSE;
      vitals.heard();
      complaints.settle("teleport-refuses", "Teleport answers again");
      then.run();
    } else if (!told(failure.get())) {
      retry = ticks.after(retryPause, () -> list(round, then));
      Duration doubled = retryPause.multipliedBy(2);
      retryPause = doubled.compareTo(LAST_PAUSE) < 0 ? doubled : LAST_PAUSE;
    }
  }

  private void cancelRetry() {
    if (retry != null) {
      retry.cancel();
      retry = null;
    }
  }

  @Override
  public void superseded(Stream stream) {
    stream.markSuperseded();
    moveOn(stream);
  }

  private void moveOn(Stream stream) {
    if (stream.isSuperseded() && stream == current && next == null && !closed) {
      if (reconnect != null) {
        reconnect.cancel();
      }
      connect();
    }
  }

  @Override
  public void ended(Stream stream, Reason reason, String text) {
    if (closed || (stream != current && stream != next)) {
      return;
    }
    if (stream.lived(clock.instant()).compareTo(HEALTHY) >= 0) {
      delay.reset();
    }
    if (next == null || stream == next) {
      cancelRetry();
    }
    if (stream == current) {
      current = null;
      disconnected();
      signals.say(Signal.info("", "watch-ended", reason + ": " + text));
      if (next == null) {
        planReconnect();
      }
    } else {
      next = null;
      notConnected(new Verdicts.Failure(Verdicts.Call.WATCH, reason, text));
    }
  }

  /** Finds a connection that is dead without saying so. */
  void checkPulse() {
    alarmIfIdentityEnds();
    Cluster open = inUse();
    Stream stream = current;
    if (open == null || stream == null) {
      alarmIfLong();
      resume();
      return;
    }
    switch (open.ping()) {
      case Answer.Ok<Cluster.Facts> _ -> vitals.heard();
      case Answer.Refused<Cluster.Facts>(Reason reason, String text) -> {
        var failure = new Verdicts.Failure(Verdicts.Call.PING, reason, text);
        var _ = told(failure);
        if (reason == Reason.UNAVAILABLE) {
          ended(stream, reason, "a ping got no answer: " + text);
          stream.close();
        }
      }
    }
  }

  // Nothing should be left to resume, but for a task that failed unexpectedly.
  private void resume() {
    Stream stream = next;
    if (closed) {
      return;
    }
    if (stream == null) {
      planReconnect();
    } else if (stream.isInitialized() && retry == null) {
      initialized(stream, true);
    }
  }

  /** Reads the identity again. */
  void refreshIdentity() {
    Cluster open = inUse();
    if (open == null) {
      return;
    }
    switch (open.reload()) {
      case Answer.Ok<?> _ -> complaints.settle("identity-not-reloaded", "the identity is read");
      case Answer.Refused<?>(Reason reason, String text) ->
          complaints.alarm(
              "identity-not-reloaded",
              reason + text,
              "the new identity is not usable, the one before stays: " + text);
    }
    vitals.identityEnds(open.identityEnds());
  }

  /** Ends everything; from any thread. */
  void close() {
    closed = true;
    vitals.connected(false);
    Cluster open = cluster;
    if (open != null) {
      open.close();
    }
  }

  private void disconnected() {
    vitals.connected(false);
    disconnectedAt = clock.instant();
  }

  private void alarmIfLong() {
    if (!closed && Duration.between(disconnectedAt, clock.instant()).compareTo(TOO_LONG) >= 0) {
      complaints.alarm("disconnected", "", "no watch stands since " + disconnectedAt);
    }
  }

  private @Nullable Cluster inUse() {
    return closed ? null : cluster;
  }

  private void alarmIfIdentityEnds() {
    Cluster open = inUse();
    if (open == null) {
      return;
    }
    Instant end = open.identityEnds();
    if (Duration.between(clock.instant(), end).compareTo(ENDING) < 0) {
      complaints.alarm("identity-ending", end.toString(), "the identity ends at " + end);
    } else {
      complaints.settle("identity-ending", "the identity was renewed");
    }
  }

  private void notConnected(Verdicts.Failure failure) {
    if (!told(failure)) {
      planReconnect();
    }
  }

  /** Whether that was the end, at the first connection. */
  private boolean told(Verdicts.Failure failure) {
    Cluster open = cluster;
    Instant identityEnds = open == null ? Instant.MAX : open.identityEnds();
    Optional<Stop> verdict = Verdicts.of(failure, identityEnds, clock.instant());
    if (verdict.isPresent()) {
      return wanted(verdict.get());
    }
    signals.say(
        Signal.warning("", "teleport-unavailable", failure.call() + ": " + failure.text())
            .with("reason", failure.reason().name()));
    return false;
  }

  private boolean wanted(Stop stop) {
    if (started) {
      complaints.alarm(alarmOf(stop.kind()), stop.kind().name(), stop.text());
      return false;
    }
    signals.say(Signal.alarm("", "poller-stopped", stop.text()));
    close();
    vitals.stopped(stop);
    onStart.accept(Optional.of(stop));
    return true;
  }

  private static String alarmOf(Stop.Kind kind) {
    return kind == Stop.Kind.WRONG_CLUSTER ? "wrong-cluster" : "teleport-refuses";
  }

  private void planReconnect() {
    if (!closed && reconnect == null) {
      reconnect = ticks.after(delay.next(), this::connect);
    }
  }
}
