package dev.sallyport.poller;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.PriorityQueue;

/** A clock that stands until it is told to go on, and runs what becomes due on the caller. */
final class TestingTicks implements Ticks, InstantSource {
  private record Due(Instant at, long order, Runnable task) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::order));
  private Instant now;
  private long order;

  TestingTicks(Instant now) {
    this.now = now;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public Tick after(Duration delay, Runnable task) {
    var tick = new Due(now.plus(delay), order++, task);
    due.add(tick);
    return () -> due.remove(tick);
  }

  /** Runs what is due now. */
  void settle() {
    advance(Duration.ZERO);
  }

  void advance(Duration time) {
    Instant end = now.plus(time);
    for (Due next = due.peek(); next != null && !next.at.isAfter(end); next = due.peek()) {
      due.remove();
      now = next.at;
      next.task.run();
    }
    now = end;
  }

  @Override
  public void close() {
    due.clear();
  }
}
