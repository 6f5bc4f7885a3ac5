package dev.sallyport.poller;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What becomes of trouble: before the first connection it may be the end, later it is an alarm.
 * Each is said once, and again only after it was over or has become another one.
 */
final class Troubles {
  private final Signals signals;
  private final Metrics metrics;
  private final Vitals vitals;
  private final InstantSource clock;
  private final Consumer<Optional<Stop>> onStart;
  private final Map<String, String> open = new HashMap<>();
  private boolean started;

  /**
   * @param onStart hears once how the start went: why it failed, or empty when it is connected
   */
  Troubles(
      Signals signals,
      Metrics metrics,
      Vitals vitals,
      InstantSource clock,
      Consumer<Optional<Stop>> onStart) {
    this.signals = signals;
    this.metrics = metrics;
    this.vitals = vitals;
    this.clock = clock;
    this.onStart = onStart;
  }

  /** A watch stands and all is listed. */
  void connected() {
    settle("disconnected", "the poller is connected again");
    settle("wrong-cluster", "the configured cluster answers again");
    if (!started) {
      started = true;
      onStart.accept(Optional.empty());
    }
  }

  /**
   * Tells of a refusal.
   *
   * @return whether it is the end
   */
  boolean end(Verdicts.Failure failure, Instant identityEnds) {
    Optional<Stop> verdict = Verdicts.of(failure, identityEnds, clock.instant());
    if (verdict.isPresent()) {
      return end(verdict.get());
    }
    signals.say(
        Signal.warning("", "teleport-unavailable", failure.call() + ": " + failure.text())
            .with("reason", failure.reason().name()));
    return false;
  }

  /** Tells of what only a person can set right. */
  boolean end(Stop stop) {
    if (started) {
      String event = stop.kind() == Stop.Kind.WRONG_CLUSTER ? "wrong-cluster" : "teleport-refuses";
      alarm(event, stop.kind().name(), stop.text());
      return false;
    }
    signals.say(Signal.alarm("", "poller-stopped", stop.text()));
    vitals.stopped(stop);
    onStart.accept(Optional.of(stop));
    return true;
  }

  /**
   * @param detail tells it from another trouble of this name
   */
  void alarm(String event, String detail, String text) {
    if (!detail.equals(open.put(event, detail))) {
      metrics.alarm();
      signals.say(Signal.alarm("", event, text));
    }
  }

  /** It is over. */
  void settle(String event, String text) {
    if (open.remove(event) != null) {
      signals.say(Signal.info("", event + "-over", text));
    }
  }
}
