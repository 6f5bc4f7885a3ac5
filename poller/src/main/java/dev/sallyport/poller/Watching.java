package dev.sallyport.poller;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a watch open. A new one is checked, begun and listed before it takes over from the one in
 * use, which is how another identity comes in without a gap. Everything but {@link #close} runs on
 * the ticks' thread.
 */
final class Watching implements Stream.Owner {
  static final Duration SECOND_LIST = Duration.ofSeconds(30);
  private static final Duration HEALTHY = Duration.ofSeconds(60);
  private static final Duration TOO_LONG = Duration.ofMinutes(2);

  private final String name;
  private final Cluster.Connector connector;
  private final Stream.Forwarding forwarding;
  private final Lists lists;
  private final Ticks ticks;
  private final InstantSource clock;
  private final Signals signals;
  private final Troubles troubles;
  private final IdentityCare identity;
  private final ReconnectDelay delay;

  private volatile @Nullable Cluster cluster;
  private volatile boolean closed;
  private @Nullable Stream current;
  private @Nullable Stream next;
  private Ticks.@Nullable Tick reconnect;
  private Instant disconnectedAt;

  /**
   * @param name the one cluster to watch
   */
  Watching(
      String name,
      Cluster.Connector connector,
      Stream.Forwarding forwarding,
      Rounds rounds,
      Ticks ticks,
      Signals signals,
      Troubles troubles,
      RandomGenerator random) {
    this.name = name;
    this.connector = connector;
    this.forwarding = forwarding;
    this.ticks = ticks;
    this.clock = forwarding.clock();
    this.signals = signals;
    this.troubles = troubles;
    this.lists = new Lists(rounds, ticks, this::isEnd);
    this.identity = new IdentityCare(troubles, forwarding.vitals(), clock);
    this.delay = new ReconnectDelay(random);
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
        identity.check(fresh);
        yield Optional.of(fresh);
      }
      case Answer.Refused<Cluster>(Reason reason, String text) -> {
        failed(Verdicts.Call.OPEN, reason, text);
        yield Optional.empty();
      }
    };
  }

  private void connect(Cluster open, Instant start) {
    switch (open.ping()) {
      case Answer.Refused<Cluster.Facts>(Reason reason, String text) ->
          failed(Verdicts.Call.PING, reason, text);
      case Answer.Ok<Cluster.Facts>(Cluster.Facts facts) -> {
        forwarding.vitals().heard();
        Optional<Stop> wrong = Verdicts.of(facts, name);
        if (wrong.isPresent()) {
          endOrReconnect(troubles.end(wrong.get()));
        } else {
          Stream stream = new Stream(start, facts, forwarding, this, ticks);
          next = stream;
          stream.open(open);
        }
      }
    }
  }

  @Override
  public void initialized(Stream stream, boolean confirmed) {
    Cluster open = inUse();
    if (stream != next || open == null) {
      return;
    }
    if (!confirmed) {
      next = null;
      stream.close();
      failed(Verdicts.Call.WATCH, Reason.DENIED, "the watch was not confirmed");
      return;
    }
    stream.markInitialized(clock.instant());
    lists.run(open, new Rounds.Round(stream.started()), () -> takeOver(stream));
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
    forwarding.vitals().connected(true);
    forwarding.metrics().connected();
    listed();
    troubles.connected();
    signals.say(stream.facts().signal());
    moveOn(stream);
    var _ =
        ticks.after(
            SECOND_LIST,
            () -> {
              if (stream == current) {
                listAgain(stream.started());
              }
            });
  }

  /** Lists again, unless a connection is being made, which lists by itself. */
  void listAgain(Instant observedAt) {
    Cluster open = inUse();
    if (open != null && current != null && next == null) {
      lists.run(open, new Rounds.Round(observedAt), this::listed);
    }
  }

  private void listed() {
    forwarding.vitals().heard();
    troubles.settle("teleport-refuses", "Teleport answers again");
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
      lists.cancel();
    }
    if (stream == next) {
      next = null;
      failed(Verdicts.Call.WATCH, reason, text);
      return;
    }
    current = null;
    forwarding.vitals().connected(false);
    disconnectedAt = clock.instant();
    signals.say(Signal.info("", "watch-ended", reason + ": " + text));
    if (next == null) {
      planReconnect();
    }
  }

  /** Finds a connection that is dead without saying so. */
  void checkPulse() {
    Cluster open = inUse();
    Stream stream = current;
    if (open != null) {
      identity.check(open);
    }
    if (open == null || stream == null) {
      recover();
      return;
    }
    long before = System.nanoTime();
    switch (open.ping()) {
      case Answer.Ok<Cluster.Facts> _ ->
          forwarding.vitals().answered(Duration.ofNanos(System.nanoTime() - before));
      case Answer.Refused<Cluster.Facts>(Reason reason, String text) -> {
        var _ = isEnd(new Verdicts.Failure(Verdicts.Call.PING, reason, text));
        if (reason == Reason.UNAVAILABLE) {
          ended(stream, reason, "a ping got no answer: " + text);
          stream.close();
        }
      }
    }
  }

  // There should be nothing to take up again, but for a task that failed unexpectedly.
  private void recover() {
    if (closed) {
      return;
    }
    if (Duration.between(disconnectedAt, clock.instant()).compareTo(TOO_LONG) >= 0) {
      troubles.alarm("disconnected", "", "no watch stands since " + disconnectedAt);
    }
    Stream stream = next;
    if (stream == null) {
      planReconnect();
    } else if (stream.isInitialized() && !lists.waits()) {
      initialized(stream, true);
    }
  }

  /** Reads the identity again. */
  void refreshIdentity() {
    Cluster open = inUse();
    if (open != null) {
      identity.refresh(open);
    }
  }

  /** Ends everything; from any thread. */
  void close() {
    closed = true;
    forwarding.vitals().connected(false);
    Cluster open = cluster;
    if (open != null) {
      open.close();
    }
  }

  private @Nullable Cluster inUse() {
    return closed ? null : cluster;
  }

  private void failed(Verdicts.Call call, Reason reason, String text) {
    endOrReconnect(isEnd(new Verdicts.Failure(call, reason, text)));
  }

  private boolean isEnd(Verdicts.Failure failure) {
    Cluster open = cluster;
    boolean end = troubles.end(failure, open == null ? Instant.MAX : open.identityEnds());
    if (end) {
      close();
    }
    return end;
  }

  private void endOrReconnect(boolean end) {
    if (end) {
      close();
    } else {
      planReconnect();
    }
  }

  private void planReconnect() {
    if (!closed && reconnect == null) {
      reconnect = ticks.after(delay.next(), this::connect);
    }
  }
}
