package dev.sallyport.poller;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.RequestEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue in memory that can be down. */
final class TestingQueue implements Events {
  final List<RequestEvent> events = new CopyOnWriteArrayList<>();
  final AtomicInteger tries = new AtomicInteger();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  volatile boolean down;
  volatile String poison = "";

  @Override
  public void send(RequestEvent event) {
    tries.incrementAndGet();
    awaitRelease();
    if (down || event.requestId().equals(poison)) {
      throw new Unavailable("the queue is down");
    }
    events.add(event);
  }

  /** Calls do not return from now on. */
  void hang() {
    gate = new CountDownLatch(1);
  }

  void release() {
    gate.countDown();
  }

  private void awaitRelease() {
    try {
      gate.await();
    } catch (InterruptedException e) {
      throw new Unavailable("interrupted", e);
    }
  }

  /** Cause and id of what came, in its order, and forgets it. */
  List<String> drain() {
    List<String> lines =
        events.stream().map(event -> event.cause().word() + " " + event.requestId()).toList();
    events.clear();
    return lines;
  }
}
