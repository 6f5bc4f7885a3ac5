package dev.sallyport.poller;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.RequestEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A queue in memory that can be down. */
final class TestingQueue implements Events {
  final List<RequestEvent> events = new CopyOnWriteArrayList<>();
  final AtomicInteger tries = new AtomicInteger();
  volatile boolean down;
  volatile String poison = "";

  @Override
  public void send(RequestEvent event) {
    tries.incrementAndGet();
    if (down || event.requestId().equals(poison)) {
      throw new Unavailable("the queue is down");
    }
    events.add(event);
  }

  /** Cause and id of what came, in its order, and forgets it. */
  List<String> drain() {
    List<String> lines =
        events.stream().map(event -> event.cause().word() + " " + event.requestId()).toList();
    events.clear();
    return lines;
  }
}
