package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollerStartTest {
  private final PollerFixture fixture = new PollerFixture();
  private final TestingCluster cluster = fixture.cluster;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void pingsThenWatchesThenLists() {
    fixture.started();

    assertThat(cluster.calls).containsExactly("open", "ping", "watch", "list", "entries");
    assertThat(fixture.poller.isConnected()).isTrue();
    assertThat(fixture.alarms()).isEmpty();
  }

  @Test
  void stopsAtAnExpiredIdentity() {
    cluster.openRefusal = Optional.of(Reason.INVALID);

    assertThat(stop().kind()).isEqualTo(Stop.Kind.IDENTITY);
    assertThat(stop().text()).contains("the certificate expired");
  }

  @Test
  void stopsWhenTheIdentityExpiredOnTheWay() {
    cluster.identityEnds = PollerFixture.START.minusSeconds(1);
    cluster.pingRefusal = Optional.of(Reason.UNAVAILABLE);

    assertThat(stop().kind()).isEqualTo(Stop.Kind.IDENTITY);
    assertThat(stop().text()).contains("expired at 2026-11-20T10:00:59Z: renew it");
  }

  @Test
  void refusesTheWrongCluster() {
    cluster.facts = new Cluster.Facts("other.example.com", "18.11.0", true);

    assertThat(stop().kind()).isEqualTo(Stop.Kind.WRONG_CLUSTER);
    assertThat(stop().text()).contains("other.example.com", "teleport.example.com");
    assertThat(cluster.calls).doesNotContain("watch");
  }

  @Test
  void refusesServersBelow16() {
    cluster.facts = new Cluster.Facts("teleport.example.com", "15.4.22", true);

    assertThat(stop().kind()).isEqualTo(Stop.Kind.VERSION);
    assertThat(stop().text()).contains("15.4.22", "16 or newer");
  }

  @Test
  void takesServersOfVersion16() {
    cluster.facts = new Cluster.Facts("teleport.example.com", "16.0.0-beta.1", false);

    fixture.started();

    assertThat(fixture.poller.isConnected()).isTrue();
  }

  @Test
  void namesTheRuleThatTheWatchLacks() {
    cluster.watchRefusal = Optional.of(Reason.DENIED);

    assertThat(stop().kind()).isEqualTo(Stop.Kind.MISSING_RIGHT);
    assertThat(stop().text()).contains("{resources: [access_request], verbs: [list, read]}");
  }

  @Test
  void namesTheRuleThatTheListLacks() {
    cluster.listRefusal = Optional.of(Reason.DENIED);

    assertThat(stop().text()).contains("{resources: [access_request], verbs: [list, read]}");
  }

  @Test
  void namesTheRuleThatPluginDataLacks() {
    cluster.entriesRefusal = Optional.of(Reason.DENIED);

    assertThat(stop().text()).contains("{resources: [access_plugin_data], verbs: [list, read]}");
  }

  @Test
  void stopsWhenTheWatchIsNotConfirmed() {
    cluster.confirms = false;

    assertThat(stop().kind()).isEqualTo(Stop.Kind.MISSING_RIGHT);
    assertThat(cluster.openWatches()).isEmpty();
  }

  @Test
  void stopsWhenTheUserIsLocked() {
    cluster.pingRefusal = Optional.of(Reason.DENIED);

    assertThat(stop().kind()).isEqualTo(Stop.Kind.REFUSED);
  }

  @Test
  void givesEachStopAnExitCodeOfItsOwn() {
    assertThat(Stop.Kind.values()).extracting(Stop.Kind::exitCode).doesNotHaveDuplicates();
    assertThat(Stop.Kind.values()).extracting(Stop.Kind::exitCode).doesNotContain(0, 1, 2);
  }

  @Test
  void saysWhyInOneLineAndDoesNothingMore() {
    cluster.listRefusal = Optional.of(Reason.DENIED);
    Stop stop = stop();

    assertThat(fixture.signals)
        .filteredOn(signal -> signal.level() == Signal.Level.ALARM)
        .extracting(Signal::text)
        .containsExactly(stop.text());
    assertThat(stop.text()).doesNotContain("\n");
    cluster.calls.clear();
    fixture.ticks.advance(Duration.ofHours(1));
    assertThat(cluster.calls).isEmpty();
    assertThat(cluster.closed).isTrue();
  }

  @Test
  void keepsTryingWhileTheClusterIsAway() {
    cluster.pingRefusal = Optional.of(Reason.UNAVAILABLE);
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.started();
    fixture.ticks.advance(Duration.ofMinutes(3));

    assertThat(fixture.poller.whenStopped()).isNotDone();
    assertThat(fixture.alarms()).containsExactly("disconnected");

    cluster.pingRefusal = Optional.empty();
    fixture.ticks.advance(Duration.ofSeconds(31));

    assertThat(fixture.poller.isConnected()).isTrue();
    assertThat(fixture.sent()).contains("resync r1");
    assertThat(fixture.said("disconnected-over")).isEqualTo(1);
  }

  private Stop stop() {
    if (!fixture.poller.whenStopped().isDone()) {
      fixture.started();
    }
    assertThat(fixture.poller.whenStopped()).isCompleted();
    assertThat(fixture.poller.isConnected()).isFalse();
    return fixture.poller.whenStopped().join();
  }
}
