package dev.sallyport.poller;

import dev.sallyport.core.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;

/** A poller whose time is the test's: all that is due runs on the test's thread. */
final class PollerFixture implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-20T10:01:00Z");
  static final Duration MOMENT = Duration.ofMillis(1);

  final TestingTicks ticks = new TestingTicks(START);
  final TestingCluster cluster = new TestingCluster(START.plus(Duration.ofHours(12)));
  final TestingQueue queue = new TestingQueue();
  final List<Signal> signals = new CopyOnWriteArrayList<>();
  final Poller poller;

  PollerFixture() {
    this(PollerSettings.of("teleport.example.com"));
  }

  PollerFixture(PollerSettings settings) {
    poller =
        new Poller(
            settings,
            cluster.connector(),
            queue,
            signals::add,
            ticks,
            new Poller.Threads(ticks, ticks, ticks::soon),
            new Random(7));
  }

  PollerFixture started() {
    poller.start();
    ticks.settle();
    return this;
  }

  /** Past the second list, with what was sent so far forgotten. */
  PollerFixture settled() {
    started();
    ticks.advance(Watching.SECOND_LIST.plus(MOMENT));
    queue.drain();
    return this;
  }

  List<String> sent() {
    ticks.settle();
    return queue.drain();
  }

  List<String> alarms() {
    return signals.stream()
        .filter(signal -> signal.level() == Signal.Level.ALARM)
        .map(Signal::event)
        .toList();
  }

  long said(String event) {
    return signals.stream().filter(signal -> signal.event().equals(event)).count();
  }

  @Override
  public void close() {
    poller.close();
  }
}
