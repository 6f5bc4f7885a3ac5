package dev.sallyport.teleport;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One gRPC channel, the identity it was made with, and who uses it. Safe for use by many threads.
 */
final class Link {
  private final ManagedChannel channel;
  private final Identity identity;
  private final boolean upgraded;
  private final InstantSource clock;
  private final Set<Runnable> watches = new HashSet<>();
  private final long createdNanos = System.nanoTime();
  private int calls;
  private long usedNanos = System.nanoTime();
  private long usedMillis;
  private boolean proved;
  private boolean failed;

  Link(ManagedChannel channel, Identity identity, boolean upgraded, InstantSource clock) {
    this.channel = channel;
    this.identity = identity;
    this.upgraded = upgraded;
    this.clock = clock;
    this.usedMillis = clock.millis();
  }

  ManagedChannel channel() {
    return channel;
  }

  Identity identity() {
    return identity;
  }

  boolean upgraded() {
    return upgraded;
  }

  synchronized void begin() {
    calls++;
    used();
  }

  synchronized void end() {
    calls--;
    used();
  }

  /** An answer came over this link, be it a refusal: the way to the server is good. */
  synchronized void answered() {
    proved = true;
    failed = false;
  }

  synchronized void failed() {
    failed = true;
  }

  synchronized boolean proved() {
    return proved;
  }

  /** A watch opened; {@code superseded} runs when other credentials took over. */
  synchronized void watchOpened(Runnable superseded) {
    watches.add(superseded);
  }

  synchronized void watchEnded(Runnable superseded) {
    watches.remove(superseded);
    used();
  }

  /**
   * Whether nothing used this link for so long that the connection may be dead without anybody
   * knowing. In a process that was frozen the monotonic clock may have stood still and the wall
   * clock may have been set, so the longer of both counts.
   */
  synchronized boolean idleLongerThan(Duration limit) {
    long monotonic = System.nanoTime() - usedNanos;
    long wall = clock.millis() - usedMillis;
    return free() && (monotonic > limit.toNanos() || wall > limit.toMillis());
  }

  /** Whether the last call got no answer, the channel cannot connect and it is old enough to go. */
  synchronized boolean brokenFor(Duration backoff) {
    return failed
        && free()
        && System.nanoTime() - createdNanos >= backoff.toNanos()
        && channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE;
  }

  private boolean free() {
    return calls == 0 && watches.isEmpty();
  }

  private void used() {
    usedNanos = System.nanoTime();
    usedMillis = clock.millis();
  }

  /**
   * Takes no new calls; what runs may finish, and watches are told and have {@code grace} to move.
   */
  void retire(Duration grace, ScheduledExecutorService timer) {
    Set<Runnable> told;
    synchronized (this) {
      told = Set.copyOf(watches);
    }
    channel.shutdown();
    var _ = timer.schedule(channel::shutdownNow, grace.toMillis(), TimeUnit.MILLISECONDS);
    told.forEach(Runnable::run);
  }
}
