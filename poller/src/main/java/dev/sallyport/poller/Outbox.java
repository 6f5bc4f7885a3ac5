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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, RequestEvent> waiting = new LinkedHashMap<>();
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
    boolean first = false;
    lock.lock();
    try {
      if (waiting.containsKey(event.requestId()) || waiting.size() < size || makeRoomFor(event)) {
        put(event);
      } else {
        first = drop();
      }
    } finally {
      lock.unlock();
    }
    tellDropped(first);
    send();
  }

  /** Takes the hints of a list: no more than the cluster holds requests, so none is dropped. */
  void admit(List<RequestEvent> list) {
    lock.lock();
    try {
      list.forEach(this::put);
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
      while (!waiting.isEmpty() || !flying.isEmpty()) {
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

  private void put(RequestEvent event) {
    waiting.merge(event.requestId(), event, Outbox::newer);
  }

  private static RequestEvent newer(RequestEvent old, RequestEvent event) {
    return old.cause() == Cause.DELETED && event.cause() != Cause.DELETED ? old : event;
  }

  private boolean makeRoomFor(RequestEvent event) {
    if (event.cause() != Cause.DELETED) {
      return false;
    }
    for (RequestEvent other : waiting.values()) {
      if (other.cause() != Cause.DELETED) {
        waiting.remove(other.requestId());
        tellDropped(drop());
        return true;
      }
    }
    return false;
  }

  private boolean drop() {
    metrics.dropped();
    boolean first = !dropped;
    dropped = true;
    return first;
  }

  private void tellDropped(boolean first) {
    if (first) {
      signals.say(
          Signal.alarm(
              "",
              "outbox-full",
              "more than "
                  + size
                  + " hints wait for the queue: new ones are dropped, a list follows"));
    }
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
    for (RequestEvent event : waiting.values()) {
      if (flying.add(event.requestId())) {
        waiting.remove(event.requestId());
        next.add(event);
        return true;
      }
    }
    return false;
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
      RequestEvent meanwhile = waiting.remove(event.requestId());
      // At the end, so that a hint that the queue does not like cannot keep the others.
      waiting.put(event.requestId(), meanwhile == null ? event : newer(event, meanwhile));
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
