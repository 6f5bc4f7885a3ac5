package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.RequestState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private final PollerFixture fixture =
      new PollerFixture(PollerSettings.of("teleport.example.com").withOutboxSize(10));
  private final TestingCluster cluster = fixture.cluster;
  private final TestingQueue queue = fixture.queue;

  @AfterEach
  void close() {
    queue.down = false;
    fixture.ticks.advance(Duration.ofMinutes(1));
    fixture.close();
  }

  @Test
  void keepsHintsUntilTheQueueWorks() {
    fixture.settled();
    queue.down = true;
    cluster.put("r1", RequestState.PENDING, 0, "a");
    cluster.put("r2", RequestState.PENDING, 0, "b");
    fixture.ticks.advance(Duration.ofMinutes(2));
    assertThat(fixture.sent()).isEmpty();

    queue.down = false;
    fixture.ticks.advance(Duration.ofSeconds(31));

    assertThat(fixture.sent()).containsExactlyInAnyOrder("changed r1", "changed r2");
    assertThat(fixture.said("queue-available")).isEqualTo(1);
  }

  @Test
  void backsOffWhileTheQueueIsDown() {
    fixture.settled();
    queue.down = true;
    for (int i = 0; i < 10; i++) {
      cluster.put("r" + i, RequestState.PENDING, 0, "a");
    }
    queue.tries.set(0);

    fixture.ticks.advance(Duration.ofMinutes(10));

    assertThat(queue.tries.get()).isBetween(20, 60);
    assertThat(fixture.alarms()).containsExactly("queue-unavailable");
  }

  @Test
  void sendsTheNewestHintOfARequest() {
    fixture.settled();
    queue.down = true;
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.ticks.settle();
    cluster.put("r1", RequestState.PENDING, 1, "b");
    cluster.put("r1", RequestState.APPROVED, 2, "c");
    queue.down = false;

    fixture.ticks.advance(Duration.ofSeconds(2));

    assertThat(queue.events)
        .singleElement()
        .satisfies(event -> assertThat(event.revision()).contains("c"));
  }

  @Test
  void neverReplacesADeletion() {
    fixture.settled();
    queue.down = true;
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.ticks.settle();
    cluster.delete("r1");
    cluster.put("r1", RequestState.PENDING, 0, "a");
    queue.down = false;

    fixture.ticks.advance(Duration.ofSeconds(2));

    assertThat(fixture.sent()).containsExactly("deleted r1");
  }

  @Test
  void listsAgainAfterItWasFull() {
    fixture.settled();
    queue.down = true;
    for (int i = 0; i < 30; i++) {
      cluster.put("r" + i, RequestState.PENDING, 0, "a");
    }
    fixture.ticks.settle();
    assertThat(fixture.alarms()).containsExactly("outbox-full");

    queue.down = false;
    fixture.ticks.advance(Duration.ofSeconds(60));

    assertThat(queue.events).extracting(event -> event.requestId()).contains("r0", "r15", "r29");
    assertThat(queue.events.stream().map(event -> event.requestId()).distinct()).hasSize(30);
  }

  @Test
  void dropsAChangeRatherThanADeletion() {
    fixture.settled();
    queue.down = true;
    for (int i = 0; i < 15; i++) {
      cluster.put("r" + i, RequestState.PENDING, 0, "a");
    }
    cluster.delete("r14");
    queue.down = false;

    fixture.ticks.advance(Duration.ofSeconds(60));

    assertThat(fixture.sent()).contains("deleted r14");
  }

  @Test
  void doesNotWaitForOneHintThatTheQueueNeverTakes() {
    fixture.settled();
    queue.poison = "poison";
    cluster.put("poison", RequestState.PENDING, 0, "a");
    cluster.put("r1", RequestState.PENDING, 0, "a");

    fixture.ticks.advance(Duration.ofSeconds(5));

    assertThat(fixture.sent()).containsExactly("changed r1");
    queue.poison = "";
  }

  @Test
  void takesHintsWhileTheQueueHangs() {
    try (var other = new LivePoller(PollerSettings.of("teleport.example.com"))) {
      other.start();
      other.queue.hang();
      for (int i = 0; i < 500; i++) {
        other.cluster.put("r" + i, RequestState.PENDING, 0, "a");
      }
      assertThat(other.queue.events).isEmpty();

      other.queue.release();
      Await.until("all of them", () -> other.queue.events.size() == 500);
    }
  }

  @Test
  void sendsOneHintOfARequestAtATime() {
    try (var other = new LivePoller(PollerSettings.of("teleport.example.com"))) {
      other.start();
      other.queue.hang();
      other.cluster.put("r1", RequestState.PENDING, 0, "a");
      Await.until("the first try", () -> other.queue.tries.get() == 1);
      other.cluster.put("r1", RequestState.PENDING, 1, "b");
      other.cluster.put("r1", RequestState.APPROVED, 2, "c");
      other.cluster.put("r2", RequestState.PENDING, 0, "d");
      Await.until("the other request", () -> other.queue.tries.get() == 2);

      other.queue.release();
      Await.until("three hints", () -> other.queue.events.size() == 3);
      assertThat(other.queue.events)
          .filteredOn(event -> event.requestId().equals("r1"))
          .extracting(event -> event.revision().orElse(""))
          .containsExactly("a", "c");
    }
  }

  @Test
  void sendsWhatIsLeftWhenItCloses() {
    fixture.settled();
    var other = new LivePoller(PollerSettings.of("teleport.example.com"));
    try (other) {
      other.start();
      for (int i = 0; i < 500; i++) {
        other.cluster.put("r" + i, RequestState.PENDING, 0, "a");
      }
    }

    assertThat(other.queue.events).hasSizeGreaterThanOrEqualTo(500);
  }
}
