package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.auth.AuthServiceGrpc;
import dev.sallyport.teleport.wire.auth.PingRequest;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which link is in use. A new one takes over when credentials changed (and it was pinged), when the
 * old one was idle for too long, and when it cannot connect; between attempts to connect lie 100
 * ms, doubling to 2 s.
 */
final class Connection implements AutoCloseable {
  static final Duration GRACE = Duration.ofSeconds(30);
  private static final Duration FIRST_BACKOFF = Duration.ofMillis(100);
  private static final Duration LAST_BACKOFF = Duration.ofSeconds(2);

  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(10);

  private final Settings settings;
  private final Channels channels;
  private final ReentrantLock reloading = new ReentrantLock();
  private final Set<Link> retired = new HashSet<>();
  private Link current;
  private Duration backoff = FIRST_BACKOFF;
  private long checkedNanos = System.nanoTime();
  private long checkedMillis;
  private boolean probed;
  private long probedNanos;
  private boolean suspicious;
  private boolean closed;
  private volatile @Nullable String lastReloadError;

  Connection(Settings settings) {
    this.settings = settings;
    Identity identity = settings.identity().get();
    identity.refuseIfExpired(settings.clock().instant());
    this.channels = new Channels(settings);
    this.current = channels.link(identity, settings.upgrade() == ConnectionUpgrade.ON);
    this.checkedMillis = settings.clock().millis();
  }

  ScheduledExecutorService timer() {
    return channels.timer();
  }

  /** The link for one call, counted as in use until {@link Link#end}; empty after close. */
  Optional<Link> acquire() {
    if (reloadIsDue()) {
      reload();
    }
    synchronized (this) {
      if (closed) {
        return Optional.empty();
      }
      if (current.idleLongerThan(settings.idleLimit())) {
        replace(current.upgraded());
      } else if (current.brokenFor(backoff)) {
        replace(current.upgraded());
        Duration doubled = backoff.multipliedBy(2);
        backoff = doubled.compareTo(LAST_BACKOFF) > 0 ? LAST_BACKOFF : doubled;
      }
      current.begin();
      return Optional.of(current);
    }
  }

  synchronized void answered(Link link) {
    link.answered();
    backoff = FIRST_BACKOFF;
  }

  /**
   * A call got no answer: perhaps the credentials were replaced or the CA rotated, so look soon.
   */
  synchronized void failed(Link link) {
    link.failed();
    suspicious = true;
  }

  /** Whether it is still open if this link needs the upgrade. */
  synchronized boolean undecided() {
    return settings.upgrade() == ConnectionUpgrade.AUTO && !current.proved() && !current.upgraded();
  }

  /** Asks the address whether it drops ALPN, and switches to upgraded connections if so. */
  boolean upgradeIfNeeded() {
    return undecided()
        && probeIsDue()
        && UpgradeProbe.dropsAlpn(settings.host(), settings.port())
        && switchTo(true);
  }

  // A server that is down must not make every call wait for another probe.
  private synchronized boolean probeIsDue() {
    long now = System.nanoTime();
    boolean due = !probed || now - probedNanos >= PROBE_INTERVAL.toNanos();
    if (due) {
      probed = true;
      probedNanos = now;
    }
    return due;
  }

  /** The upgrade did not help: back to plain connections. */
  void withdrawUpgrade() {
    switchTo(false);
  }

  private synchronized boolean switchTo(boolean upgraded) {
    if (closed || current.proved() || current.upgraded() == upgraded) {
      return false;
    }
    replace(upgraded);
    return true;
  }

  private void replace(boolean upgraded) {
    current.channel().shutdown();
    current = channels.link(current.identity(), upgraded);
  }

  // The wall clock also counts, as with idle links.
  private synchronized boolean reloadIsDue() {
    Duration interval =
        suspicious && settings.reloadInterval().compareTo(LAST_BACKOFF) > 0
            ? LAST_BACKOFF
            : settings.reloadInterval();
    return !closed
        && (System.nanoTime() - checkedNanos >= interval.toNanos()
            || settings.clock().millis() - checkedMillis >= interval.toMillis());
  }

  /** Reads the identity again; another one is used once a server answered it. */
  Answer<Done> reload() {
    if (!reloading.tryLock()) {
      return Answer.ok(Done.DONE); // another thread is at it
    }
    try {
      synchronized (this) {
        checkedNanos = System.nanoTime();
        checkedMillis = settings.clock().millis();
        suspicious = false;
      }
      Answer<Done> outcome = takeOver();
      note(outcome);
      return outcome;
    } finally {
      reloading.unlock();
    }
  }

  private Answer<Done> takeOver() {
    Identity identity;
    try {
      identity = settings.identity().get();
      identity.refuseIfExpired(settings.clock().instant());
    } catch (UnusableIdentity e) {
      return Answer.refused(Reason.INVALID, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Its message is of unknown origin and might quote the secret.
      return Answer.refused(
          Reason.UNAVAILABLE, "the identity cannot be read: " + e.getClass().getName());
    }
    Link old;
    synchronized (this) {
      old = current;
    }
    if (identity.fingerprint().equals(old.identity().fingerprint())) {
      return Answer.ok(Done.DONE);
    }
    Link next = channels.link(identity, old.upgraded());
    Answer<Done> pinged = ping(next);
    if (pinged instanceof Answer.Refused<Done>) {
      next.channel().shutdownNow();
      return pinged;
    }
    use(next);
    return pinged;
  }

  private Answer<Done> ping(Link link) {
    try {
      var _ =
          AuthServiceGrpc.newBlockingStub(link.channel())
              .withDeadlineAfter(settings.deadline())
              .ping(PingRequest.getDefaultInstance());
      link.answered();
      return Answer.ok(Done.DONE);
    } catch (StatusRuntimeException e) {
      return Refusals.of(e.getStatus());
    }
  }

  private void use(Link next) {
    Link old;
    synchronized (this) {
      if (closed) {
        next.channel().shutdownNow();
        return;
      }
      old = current;
      current = next;
      retired.removeIf(link -> link.channel().isTerminated());
      retired.add(old);
    }
    old.retire(GRACE, channels.timer());
  }

  private void note(Answer<Done> outcome) {
    if (outcome instanceof Answer.Refused<Done>(Reason _, String text)) {
      lastReloadError = text;
      settings.onReloadError().accept(text);
    } else {
      lastReloadError = null;
    }
  }

  Optional<String> lastReloadError() {
    return Optional.ofNullable(lastReloadError);
  }

  synchronized Identity identity() {
    return current.identity();
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      current.channel().shutdownNow();
      retired.forEach(link -> link.channel().shutdownNow());
    }
    channels.close();
  }
}
