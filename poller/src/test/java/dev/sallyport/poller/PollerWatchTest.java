package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.RequestState;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PollerWatchTest {
  private static final Duration SOON = Duration.ofSeconds(1);

  private final PollerFixture fixture = new PollerFixture();
  private final TestingCluster cluster = fixture.cluster;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void forwardsEachChange() {
    fixture.settled();

    cluster.put("r1", RequestState.PENDING, 0, "a");
    assertThat(fixture.sent()).containsExactly("changed r1");
    cluster.put("r1", RequestState.APPROVED, 1, "b");
    assertThat(fixture.sent()).containsExactly("changed r1");
    cluster.delete("r1");
    assertThat(fixture.sent()).containsExactly("deleted r1");
  }

  @Test
  void tellsChangesApartByRevision() {
    fixture.settled();
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.ticks.settle();
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.ticks.settle();
    cluster.put("r1", RequestState.PENDING, 1, "b");
    fixture.ticks.settle();

    assertThat(fixture.queue.events)
        .hasSize(3)
        .extracting(event -> event.deduplicationId())
        .satisfies(ids -> assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2)));
  }

  @Test
  void tellsChangesApartByStateAndReviewsWithoutARevision() {
    fixture.settled();
    cluster.put("r1", RequestState.PENDING, 1, "");

    fixture.ticks.settle();

    assertThat(fixture.queue.events.getFirst().revision()).contains("PENDING/1");
  }

  @ParameterizedTest
  @EnumSource(
      value = Reason.class,
      names = {"UNAVAILABLE", "OTHER", "LIMIT", "DENIED"})
  void watchesAndListsAgainAfterAnyEnd(Reason reason) {
    fixture.settled();
    cluster.cut(reason, "the server ended the watch");
    cluster.put("missed", RequestState.PENDING, 0, "a");
    fixture.ticks.advance(SOON);

    assertThat(fixture.poller.isConnected()).isTrue();
    assertThat(fixture.sent()).containsExactly("resync missed");
    assertThat(cluster.openWatches()).hasSize(1);
  }

  @Test
  void comesBackAtOnceAfterAHealthyWatch() {
    fixture.settled();
    fixture.ticks.advance(Duration.ofSeconds(60));

    cluster.cut(Reason.UNAVAILABLE, "restart");
    fixture.ticks.settle();
    assertThat(fixture.poller.isConnected()).isFalse();
    fixture.ticks.advance(Duration.ofMillis(60));

    assertThat(fixture.poller.isConnected()).isTrue();
  }

  @Test
  void waitsLongerWhileWatchesKeepFailing() {
    fixture.settled();
    cluster.watchRefusal = Optional.of(Reason.UNAVAILABLE);
    cluster.cut(Reason.UNAVAILABLE, "restart");

    cluster.calls.clear();
    fixture.ticks.advance(Duration.ofMinutes(10));

    assertThat(cluster.calls.stream().filter("watch"::equals).count()).isBetween(20L, 80L);
    assertThat(fixture.alarms()).containsExactly("disconnected");
  }

  @Test
  void neverGivesUpOnceItWasConnected() {
    fixture.settled();
    cluster.facts = new Cluster.Facts("other.example.com", "18.11.0", true);
    cluster.cut(Reason.UNAVAILABLE, "restart");
    fixture.ticks.advance(Duration.ofMinutes(1));

    assertThat(fixture.poller.whenStopped()).isNotDone();
    assertThat(fixture.alarms()).containsExactly("wrong-cluster");

    cluster.facts = new Cluster.Facts("teleport.example.com", "18.11.0", true);
    fixture.ticks.advance(Duration.ofSeconds(31));
    assertThat(fixture.poller.isConnected()).isTrue();
    assertThat(fixture.said("wrong-cluster-over")).isEqualTo(1);
  }

  @Test
  void findsASilentConnectionByAPing() {
    fixture.settled();
    var silent = cluster.openWatches().getFirst();
    cluster.pingRefusal = Optional.of(Reason.UNAVAILABLE);
    fixture.ticks.advance(Duration.ofSeconds(31));
    assertThat(silent.over).isTrue();
    assertThat(fixture.poller.isConnected()).isFalse();

    cluster.pingRefusal = Optional.empty();
    fixture.ticks.advance(Duration.ofSeconds(6));

    assertThat(fixture.poller.isConnected()).isTrue();
  }

  @Test
  void alarmsOnALostPermissionAndSendsNothing() {
    for (int i = 0; i < 100; i++) {
      cluster.put("r" + i, RequestState.PENDING, 0, "a");
      cluster.handled("r" + i, RequestState.PENDING, 0);
    }
    fixture.settled();
    cluster.listRefusal = Optional.of(Reason.DENIED);
    cluster.requests.clear();

    fixture.ticks.advance(Duration.ofHours(2));

    assertThat(fixture.sent()).isEmpty();
    assertThat(fixture.alarms()).containsExactly("teleport-refuses");
    assertThat(fixture.poller.whenStopped()).isNotDone();
    assertThat(cluster.calls.stream().filter("list"::equals).count()).isLessThan(50);
  }

  @Test
  void resyncsOnceThePermissionIsBack() {
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.settled();
    cluster.listRefusal = Optional.of(Reason.DENIED);
    fixture.ticks.advance(Duration.ofMinutes(20));

    cluster.listRefusal = Optional.empty();
    fixture.ticks.advance(Duration.ofMinutes(5));

    assertThat(fixture.sent()).containsExactly("resync r1");
    assertThat(fixture.said("teleport-refuses-over")).isEqualTo(1);
  }

  @Test
  void sendsPendingOnesOncePerRoundWithoutPluginData() {
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.settled();
    cluster.entriesRefusal = Optional.of(Reason.DENIED);

    fixture.ticks.advance(Duration.ofMinutes(29));

    assertThat(fixture.sent()).containsExactly("resync r1", "resync r1");
    assertThat(fixture.alarms()).containsExactly("teleport-refuses");
  }

  @Test
  void triesAListAgainWithoutANewWatch() {
    fixture.settled();
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.sent();
    cluster.listRefusal = Optional.of(Reason.UNAVAILABLE);
    fixture.ticks.advance(Duration.ofMinutes(14));
    cluster.listRefusal = Optional.empty();

    fixture.ticks.advance(Duration.ofMinutes(2));

    assertThat(fixture.sent()).containsExactly("resync r1");
    assertThat(cluster.watches).hasSize(1);
  }

  @Test
  void isNotConnectedBeforeTheListIsThere() {
    cluster.listRefusal = Optional.of(Reason.UNAVAILABLE);
    fixture.started();
    assertThat(fixture.poller.isConnected()).isFalse();

    cluster.put("early", RequestState.PENDING, 0, "a");
    assertThat(fixture.sent()).containsExactly("changed early");
    cluster.listRefusal = Optional.empty();
    fixture.ticks.advance(Duration.ofSeconds(2));

    assertThat(fixture.poller.isConnected()).isTrue();
    assertThat(cluster.watches).hasSize(1);
  }
}
