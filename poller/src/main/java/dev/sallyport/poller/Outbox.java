package dev.sallyport.poller;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * The hints on their way to the queue: of each request the newest, and one at a time, so that their
 * order is kept. Taking a hint never waits for the queue. While the queue fails, one try at a time
 * is made, with back-off to 30 s. When it is full, hints of the watch are dropped, deletions last,
 * since a list can make up for the others; {@code refill} is called once there is room again.
 */
final class Outbox {
  private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(30));
  private static final int ALARMING = 5;

  private final Events events;
  private final Signals signals;
  private final Ticks ticks;
  private final Executor senders;
  private final RandomGenerator random;
  private final Metrics metrics;
  private final int size;
  private final int atOnce;
  private final Runnable refill;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private final WaitingHints waiting = new WaitingHints();
  private final Set<String> flying = new HashSet<>();
  private int failures;
  private boolean paused;
  private boolean dropped;

  Outbox(
      PollerSettings settings,
      Events events,
      Signals signals,
      Ticks ticks,
      Executor senders,
      RandomGenerator random,
      Metrics metrics,
      Runnable refill) {
    this.events = events;
    this.signals = signals;
    this.ticks = ticks;
    this.senders = senders;
    this.random = random;
    this.metrics = metrics;
    this.size = settings.outboxSize();
    this.atOnce = settings.senders();
    this.refill = refill;
    metrics.outbox(this::size);
  }

  int size() {
    lock.lock();
    try {
      return waiting.size() + flying.size();
    } finally {
      lock.unlock();
    }
  }

  /** Takes a hint of the watch, of which there may be any number. */
  void offer(RequestEvent event) {
    boolean tell = false;
    lock.lock();
    try {
      boolean room = waiting.contains(event.requestId()) || waiting.size() < size;
      if (!room) {
        metrics.dropped();
        tell = !dropped;
        dropped = true;
      }
      if (room || (event.cause() == Cause.DELETED && waiting.removeReplaceable())) {
        waiting.put(event);
      }
    } finally {
      lock.unlock();
    }
    if (tell) {
      tellDropped();
    }
    send();
  }

  /** Takes the hints of a list: no more than the cluster holds requests, so none is dropped. */
  void admit(List<RequestEvent> list) {
    lock.lock();
    try {
      list.forEach(waiting::put);
    } finally {
      lock.unlock();
    }
    send();
  }

  /** Waits until all is sent. */
  boolean flush(Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lock();
    try {
      while (waiting.size() + flying.size() > 0) {
        if (left <= 0) {
          return false;
        }
        left = settled.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void tellDropped() {
    signals.say(
        Signal.alarm(
            "",
            "outbox-full",
            "%d requests have a hint that waits for the queue: new ones are dropped, a list follows"
                .formatted(size)));
  }

  private void send() {
    var next = new ArrayList<RequestEvent>();
    lock.lock();
    try {
      while (take(next)) {}
    } finally {
      lock.unlock();
    }
    next.forEach(event -> senders.execute(() -> sendOne(event)));
  }

  private boolean take(List<RequestEvent> next) {
    if (paused || flying.size() >= (failures == 0 ? atOnce : 1)) {
      return false;
    }
    Optional<RequestEvent> event = waiting.takeUnless(flying);
    event.ifPresent(
        taken -> {
          flying.add(taken.requestId());
          next.add(taken);
        });
    return event.isPresent();
  }

  // Whatever the queue throws: the hint must not be lost, nor the sender stay counted as busy.
  private void sendOne(RequestEvent event) {
    try {
      events.send(event);
    } catch (Unavailable e) {
      failed(event, String.valueOf(e.getMessage()));
      return;
    } catch (RuntimeException e) {
      failed(event, e.getClass().getName());
      return;
    }
    sent(event);
  }

  private void sent(RequestEvent event) {
    metrics.sent();
    boolean recovered;
    boolean room;
    lock.lock();
    try {
      flying.remove(event.requestId());
      recovered = failures > 0;
      failures = 0;
      room = dropped && waiting.size() <= size / 2;
      if (room) {
        dropped = false;
      }
      settled.signalAll();
    } finally {
      lock.unlock();
    }
    if (recovered) {
      signals.say(Signal.info("", "queue-available", "the queue takes hints again"));
    }
    if (room) {
      refill.run();
    }
    send();
  }

  private void failed(RequestEvent event, String why) {
    metrics.failed();
    int count;
    lock.lock();
    try {
      flying.remove(event.requestId());
      // Behind the others, so that one that the queue does not like cannot keep them.
      waiting.putBack(event);
      if (paused) {
        return;
      }
      paused = true;
      count = ++failures;
    } finally {
      lock.unlock();
    }
    tellFailed(count, why);
    var _ = ticks.after(BACKOFF.after(count, random), this::resume);
  }

  private void tellFailed(int count, String why) {
    if (count == 1) {
      signals.say(Signal.warning("", "queue-unavailable", "hints wait for the queue: " + why));
    } else if (count == ALARMING) {
      signals.say(Signal.alarm("", "queue-unavailable", "the queue keeps failing: " + why));
    }
  }

  private void resume() {
    lock.lock();
    try {
      paused = false;
    } finally {
      lock.unlock();
    }
    send();
  }
}
