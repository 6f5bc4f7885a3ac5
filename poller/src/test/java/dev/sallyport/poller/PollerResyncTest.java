package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PollerResyncTest {
  private static final Duration QUARTER = Duration.ofMinutes(15);

  private final PollerFixture fixture = new PollerFixture();
  private final TestingCluster cluster = fixture.cluster;

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void sendsWhatIsPending() {
    cluster.put("new", RequestState.PENDING, 0, "a");
    cluster.put("known", RequestState.PENDING, 0, "b");
    cluster.handled("known", RequestState.PENDING, 0);

    assertThat(fixture.started().sent()).containsExactly("resync new", "resync known");
  }

  @Test
  void sendsWhatMovedOn() {
    cluster.put("approved", RequestState.APPROVED, 1, "a");
    cluster.handled("approved", RequestState.PENDING, 0);
    cluster.put("reviewed", RequestState.DENIED, 2, "b");
    cluster.handled("reviewed", RequestState.DENIED, 1);

    assertThat(fixture.started().sent()).containsExactly("resync approved", "resync reviewed");
  }

  @Test
  void sendsWhatIsNoLongerListed() {
    cluster.handled("gone", RequestState.PENDING, 0);

    fixture.started();

    assertThat(fixture.queue.events)
        .singleElement()
        .satisfies(event -> assertThat(event.revision()).isEmpty())
        .satisfies(event -> assertThat(event.observedAt()).isEqualTo(PollerFixture.START));
    assertThat(fixture.sent()).containsExactly("resync gone");
  }

  @Test
  void leavesOutRequestsThatWereRememberedButNeverSeen() {
    cluster.seen.put("adopted", "");

    assertThat(fixture.started().sent()).isEmpty();
  }

  @Test
  void looksAgainAtWhatSomebodyElseWrote() {
    cluster.put("odd", RequestState.APPROVED, 1, "a");
    cluster.seen.put("odd", "no JSON");

    assertThat(fixture.started().sent()).containsExactly("resync odd");
  }

  @Test
  void sendsNothingForFiveThousandSettledRequests() {
    for (int i = 0; i < 5_000; i++) {
      cluster.put("r" + i, RequestState.APPROVED, 1, "rev" + i);
      if (i % 2 == 0) {
        cluster.handled("r" + i, RequestState.APPROVED, 1);
      }
    }

    fixture.started();
    fixture.ticks.advance(Duration.ofHours(1));

    assertThat(fixture.sent()).isEmpty();
  }

  @Test
  void listsAgainAfter30SecondsUnderTheConnectionsTime() {
    fixture.started();
    cluster.requests.put("late", new RequestFacts("late", RequestState.PENDING, 0, "a"));

    fixture.ticks.advance(Duration.ofSeconds(29));
    assertThat(fixture.queue.events).isEmpty();
    fixture.ticks.advance(Duration.ofSeconds(1));

    assertThat(fixture.queue.events)
        .extracting(RequestEvent::observedAt)
        .containsExactly(PollerFixture.START);
  }

  @Test
  void saysTheSameInBothListsOfAConnection() {
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.started();
    fixture.ticks.advance(Duration.ofSeconds(30));

    assertThat(fixture.queue.events)
        .hasSize(2)
        .extracting(RequestEvent::deduplicationId)
        .containsOnly(fixture.queue.events.getFirst().deduplicationId());
  }

  @Test
  void resyncsOnEachQuarterOfAnHour() {
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.settled();

    fixture.ticks.advance(QUARTER);
    fixture.ticks.advance(QUARTER);

    assertThat(fixture.queue.events)
        .extracting(RequestEvent::observedAt)
        .containsExactly(
            Instant.parse("2026-11-20T10:15:00Z"), Instant.parse("2026-11-20T10:30:00Z"));
  }

  @Test
  void sendsTheSameFromTwoPollers() {
    cluster.put("r1", RequestState.PENDING, 0, "a");
    fixture.settled();
    try (var other = new PollerFixture()) {
      other.ticks.advance(Duration.ofSeconds(100));
      other.cluster.put("r1", RequestState.PENDING, 0, "a");
      other.settled();
      for (PollerFixture each : List.of(fixture, other)) {
        each.ticks.advance(QUARTER);
        each.cluster.put("r1", RequestState.APPROVED, 1, "b");
        each.cluster.delete("r1");
        each.ticks.settle();
      }

      assertThat(ids(fixture)).hasSize(3).isEqualTo(ids(other));
    }
  }

  @Test
  void doesNotTrustAListThatStillShowsADeletion() {
    fixture.started();
    cluster.put("r1", RequestState.PENDING, 0, "a");
    cluster.handled("r1", RequestState.PENDING, 0);
    RequestFacts shown = cluster.requests.get("r1");
    cluster.delete("r1");
    if (shown != null) {
      cluster.requests.put("r1", shown);
    }

    fixture.ticks.advance(Duration.ofSeconds(30));

    assertThat(fixture.sent()).containsExactly("changed r1", "deleted r1");
  }

  @Test
  void tellsADeletionAgainWhileItIsRemembered() {
    cluster.put("r1", RequestState.PENDING, 0, "a");
    cluster.handled("r1", RequestState.PENDING, 0);
    fixture.settled();
    cluster.delete("r1");
    fixture.ticks.settle();

    fixture.ticks.advance(QUARTER);

    assertThat(fixture.sent()).containsExactly("deleted r1", "deleted r1");
  }

  @Test
  void comparesNothingWhenTheEntriesAreTooLarge() {
    cluster.entriesRefusal = Optional.of(Reason.LIMIT);
    cluster.put("pending", RequestState.PENDING, 0, "a");
    cluster.put("approved", RequestState.APPROVED, 1, "b");
    cluster.handled("approved", RequestState.PENDING, 0);
    cluster.handled("gone", RequestState.PENDING, 0);

    assertThat(fixture.started().sent()).containsExactly("resync pending");
    fixture.ticks.advance(QUARTER);
    assertThat(fixture.poller.isConnected()).isTrue();
    assertThat(fixture.said("entries-too-large")).isEqualTo(1);
  }

  @Test
  void leavesOutAnIdThatCannotTravel() {
    cluster.put("no id at all", RequestState.PENDING, 0, "a");
    cluster.put("r1", RequestState.PENDING, 0, "b");

    assertThat(fixture.started().sent()).containsExactly("resync r1");
    assertThat(fixture.said("odd-request-id")).isEqualTo(1);
  }

  private static List<String> ids(PollerFixture each) {
    return each.queue.events.stream().map(RequestEvent::deduplicationId).toList();
  }
}
