package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.RequestState;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollerIdentityTest {
  private final PollerFixture fixture = new PollerFixture();
  private final TestingCluster cluster = fixture.cluster;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void readsTheIdentityEveryInterval() {
    fixture.settled();
    fixture.ticks.advance(Duration.ofMinutes(10));

    assertThat(cluster.calls.stream().filter("reload"::equals)).hasSize(10);
  }

  @Test
  void readsNoIdentityWhenToldSo() {
    try (var other =
        new PollerFixture(
            PollerSettings.of("teleport.example.com").withIdentityInterval(Optional.empty()))) {
      other.settled();
      other.ticks.advance(Duration.ofMinutes(10));

      assertThat(other.cluster.calls).doesNotContain("reload");
    }
  }

  @Test
  void listsOnTheNewWatchBeforeItClosesTheOld() {
    fixture.settled();
    var old = cluster.openWatches().getFirst();
    cluster.listRefusal = Optional.of(Reason.UNAVAILABLE);

    old.listener.onSuperseded();
    fixture.ticks.settle();
    assertThat(cluster.openWatches()).hasSize(2).contains(old);
    assertThat(fixture.poller.isConnected()).isTrue();

    cluster.listRefusal = Optional.empty();
    fixture.ticks.advance(Duration.ofSeconds(2));
    assertThat(cluster.openWatches()).hasSize(1).doesNotContain(old);
    assertThat(fixture.poller.isConnected()).isTrue();
  }

  @Test
  void losesNoEventWhileWatchesOverlap() {
    fixture.settled();
    var old = cluster.openWatches().getFirst();
    cluster.withoutInit = true;
    old.listener.onSuperseded();
    fixture.ticks.settle();

    old.listener.onPut(new RequestFacts("r1", RequestState.PENDING, 0, "a"));
    cluster.watches.getLast().listener.onPut(new RequestFacts("r2", RequestState.PENDING, 0, "b"));
    assertThat(fixture.sent()).containsExactly("changed r1", "changed r2");

    cluster.watches.getLast().listener.onInit(true);
    fixture.ticks.settle();
    assertThat(cluster.openWatches()).hasSize(1).doesNotContain(old);
  }

  @Test
  void keepsTheOldWatchWhileTheNewOneFails() {
    fixture.settled();
    var old = cluster.openWatches().getFirst();
    cluster.watchRefusal = Optional.of(Reason.UNAVAILABLE);

    old.listener.onSuperseded();
    fixture.ticks.advance(Duration.ofSeconds(10));
    assertThat(cluster.openWatches()).containsExactly(old);
    assertThat(fixture.poller.isConnected()).isTrue();

    cluster.watchRefusal = Optional.empty();
    fixture.ticks.advance(Duration.ofSeconds(10));
    assertThat(cluster.openWatches()).hasSize(1).doesNotContain(old);
  }

  @Test
  void movesOnOnceMoreWhenTheNewWatchIsOutdatedToo() {
    fixture.settled();
    cluster.withoutInit = true;
    cluster.openWatches().getFirst().listener.onSuperseded();
    fixture.ticks.settle();
    var second = cluster.watches.getLast();
    second.listener.onSuperseded();
    cluster.withoutInit = false;
    second.listener.onInit(true);

    fixture.ticks.settle();

    assertThat(cluster.watches).hasSize(3);
    assertThat(cluster.openWatches()).containsExactly(cluster.watches.getLast());
  }

  @Test
  void keepsTheOldIdentityAndAlarmsOnce() {
    fixture.settled();
    cluster.reloadRefusal = Optional.of(Reason.INVALID);

    fixture.ticks.advance(Duration.ofMinutes(5));

    assertThat(fixture.alarms()).containsExactly("identity-not-reloaded");
    assertThat(fixture.poller.isConnected()).isTrue();
    cluster.reloadRefusal = Optional.empty();
    fixture.ticks.advance(Duration.ofMinutes(1));
    assertThat(fixture.said("identity-not-reloaded-over")).isEqualTo(1);
  }

  @Test
  void alarmsBeforeTheIdentityEnds() {
    cluster.identityEnds = PollerFixture.START.plus(Duration.ofMinutes(30));
    fixture.settled();
    fixture.ticks.advance(Duration.ofMinutes(19));
    assertThat(fixture.alarms()).isEmpty();

    fixture.ticks.advance(Duration.ofMinutes(2));

    assertThat(fixture.alarms()).containsExactly("identity-ending");
  }
}
