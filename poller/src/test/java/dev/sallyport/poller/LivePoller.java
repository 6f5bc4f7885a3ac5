package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A poller on its own threads, before a cluster in memory. */
final class LivePoller implements AutoCloseable {
  final TestingCluster cluster = new TestingCluster(Instant.now().plus(Duration.ofHours(12)));
  final TestingQueue queue = new TestingQueue();
  final List<Signal> signals = new CopyOnWriteArrayList<>();
  final Poller poller;

  LivePoller(PollerSettings settings) {
    poller = new Poller(settings, cluster.connector(), queue, signals::add, InstantSource.system());
  }

  void start() {
    poller.start();
    try {
      assertThat(poller.awaitConnected(Duration.ofSeconds(10))).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    poller.close();
  }
}
