package dev.sallyport.poller;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One watch, from the attempt to open it to its end. Its hints go straight to the outbox, which
 * never waits; all else is handed to the owner's thread.
 */
final class Stream implements Cluster.Listener {
  /** What the owner of streams hears, on its own thread. */
  interface Owner {
    void initialized(Stream stream, boolean confirmed);

    void superseded(Stream stream);

    void ended(Stream stream, Reason reason, String text);
  }

  /** Where hints go, and how they are made. */
  record Forwarding(
      Hints hints,
      Deletions deletions,
      Outbox outbox,
      Metrics metrics,
      Vitals vitals,
      InstantSource clock) {

    void send(Cause cause, Function<Instant, Optional<RequestEvent>> hint) {
      vitals.heard();
      metrics.hint(cause);
      hint.apply(clock.instant()).ifPresent(outbox::offer);
    }
  }

  private final Instant started;
  private final Cluster.Facts facts;
  private final Forwarding forwarding;
  private final Owner owner;
  private final Ticks ticks;
  private Cluster.@Nullable Watch watch;
  private @Nullable Instant initializedAt;
  private boolean superseded;

  Stream(Instant started, Cluster.Facts facts, Forwarding forwarding, Owner owner, Ticks ticks) {
    this.started = started;
    this.facts = facts;
    this.forwarding = forwarding;
    this.owner = owner;
    this.ticks = ticks;
  }

  /** When connecting began. */
  Instant started() {
    return started;
  }

  /** What the cluster said of itself then. */
  Cluster.Facts facts() {
    return facts;
  }

  void open(Cluster cluster) {
    watch = cluster.watch(this);
  }

  void close() {
    if (watch != null) {
      watch.close();
    }
  }

  void markInitialized(Instant now) {
    initializedAt = now;
  }

  boolean isInitialized() {
    return initializedAt != null;
  }

  void markSuperseded() {
    superseded = true;
  }

  /** Whether its identity is no longer the one in use. */
  boolean isSuperseded() {
    return superseded;
  }

  Duration lived(Instant now) {
    return initializedAt == null ? Duration.ZERO : Duration.between(initializedAt, now);
  }

  @Override
  public void onInit(boolean confirmed) {
    forwarding.vitals().heard();
    ticks.soon(() -> owner.initialized(this, confirmed));
  }

  @Override
  public void onPut(RequestFacts request) {
    forwarding.deletions().remove(request.id());
    forwarding.send(Cause.CHANGED, now -> forwarding.hints().changed(request, now));
  }

  @Override
  public void onDelete(String requestId) {
    forwarding.deletions().add(requestId, forwarding.clock().instant());
    forwarding.send(Cause.DELETED, now -> forwarding.hints().deleted(requestId, now));
  }

  @Override
  public void onSuperseded() {
    ticks.soon(() -> owner.superseded(this));
  }

  @Override
  public void onEnd(Reason reason, String text) {
    ticks.soon(() -> owner.ended(this, reason, text));
  }
}
