package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens to notices as long as everything works. */
class NotifierTest {
  private final Bench bench = new Bench();

  @Test
  void announcesOnceAtEachRecipient() {
    bench.routed("ops", "database");
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incidents).extracting(one -> one.to).containsExactly("ops", "database");
    assertThat(bench.notice("ops").ref()).contains("P1");
    assertThat(bench.notice("database").ref()).contains("P2");
  }

  @Test
  void claimsBeforeItCallsAndRecordsAfterwards() {
    bench.routed("ops");
    bench.crash.at(3);
    var died = catchDeath();
    assertThat(died).isTrue();
    assertThat(bench.pager.incidents).isEmpty();
    assertThat(bench.notice("ops").state()).isEqualTo(NoticeState.CLAIMED);
    assertThat(bench.notice("ops").claim()).contains(new Claim(Plan.ANNOUNCE, 1, FakeClock.START));
  }

  private boolean catchDeath() {
    try {
      bench.changed();
      return false;
    } catch (dev.sallyport.core.testing.Crash.Died e) {
      bench.crash.never();
      return true;
    }
  }

  @Test
  void makesNoCallWhereNothingIsToBeDone() {
    bench.routed("ops");
    bench.changed();
    int writes = bench.memory.writes();
    bench.pager.calls.clear();
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.calls).isEmpty();
    assertThat(bench.memory.writes()).isEqualTo(writes);
  }

  @Test
  void followsARequestToItsEnd() {
    bench.routed("ops");
    bench.changed();
    bench.is(Sample.request().review("bob@example.com", RequestState.APPROVED).build());
    bench.changed();
    assertThat(bench.pager.incident("P1").replies).containsExactly("review-1");
    bench.is(
        Sample.request()
            .review("bob@example.com", RequestState.APPROVED)
            .state(RequestState.APPROVED)
            .build());
    bench.changed();
    assertThat(bench.pager.incident("P1").replies).containsExactly("review-1", "end-approved");
    assertThat(bench.pager.incident("P1").open).isFalse();
    assertThat(bench.notice("ops").closedAs()).contains(Outcome.APPROVED);
    assertThat(bench.pager.count("announce")).isEqualTo(1);
  }

  @Test
  void asksOnceBeforeItWritesToWhatStandsAlready() {
    bench.routed("ops");
    bench.changed();
    assertThat(bench.pager.count("verify")).isZero();
    bench.is(Sample.request().reviews(3).state(RequestState.DENIED).build());
    bench.changed();
    assertThat(bench.pager.count("reply")).isEqualTo(4);
    assertThat(bench.pager.count("verify")).isEqualTo(1);
  }

  @Test
  void doesNotPageForARequestThatIsSettledBeforeItsTurn() {
    bench.routed("ops");
    bench.is(Sample.in(RequestState.APPROVED));
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.calls).isEmpty();
  }

  @Test
  void tellsTheTrueOutcomeOfARequestThatEndedWhileEverythingWasDown() {
    bench.routed("ops");
    bench.changed();
    bench.saw(Sample.in(RequestState.DENIED));
    bench.requests.gone();
    bench.clock.advance(Duration.ofHours(9));
    assertThat(bench.on(Cause.RESYNC, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incident("P1").replies).containsExactly("end-denied");
    assertThat(bench.pager.incident("P1").open).isFalse();
  }

  @Test
  void aDeleteCountsFromWhenItWasWatchedAndNotFromWhenItIsHandled() {
    bench.routed("ops");
    bench.changed();
    bench.requests.gone();
    var deleted =
        new RequestEvent(
            "example.com", Sample.ID, Cause.DELETED, Optional.empty(), bench.clock.instant());
    bench.clock.advance(Duration.ofHours(3));
    assertThat(bench.on(deleted, 9)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incident("P1").replies).containsExactly("end-deleted");
  }

  @Test
  void tellsOfTheDenialAfterAnApproval() {
    bench.routed("ops");
    bench.changed();
    bench.is(Sample.in(RequestState.APPROVED));
    bench.changed();
    bench.is(Sample.in(RequestState.DENIED));
    bench.changed();
    bench.changed();
    assertThat(bench.pager.incident("P1").replies).containsExactly("end-approved", "end-denied");
    assertThat(bench.pager.count("resolve")).isEqualTo(1);
  }

  @Test
  void doesNothingForAnInvisibleRequestAndAlarmsInTheEnd() {
    bench.routed("ops");
    bench.changed();
    bench.pager.calls.clear();
    bench.requests.gone();
    for (int tries = 1; tries < 5; tries++) {
      assertThat(bench.on(Cause.CHANGED, tries)).isInstanceOf(Delivery.Retry.class);
    }
    assertThat(bench.signals.alarms()).isEmpty();
    assertThat(bench.on(Cause.CHANGED, 5)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.on(Cause.RESYNC, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.signals.alarms()).containsExactly("request-invisible", "request-invisible");
    assertThat(bench.pager.calls).isEmpty();
    assertThat(bench.notice("ops").state()).isEqualTo(NoticeState.OPEN);
  }

  @Test
  void anUnroutedRequestWaits() {
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
    assertThat(bench.pager.calls).isEmpty();
    bench.routed("ops");
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incidents).hasSize(1);
  }

  @Test
  void anUnroutedSettledRequestWaitsOnlyWhereSettledOnesAreShown() {
    bench.requests.is(Sample.in(RequestState.APPROVED));
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    bench.pager.rules = Rules.MESSAGE;
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
  }

  @Test
  void shadowWritesNothingAnywhere() {
    bench.routed("ops");
    bench.mode = Mode.SHADOW;
    int writes = bench.memory.writes();
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.memory.writes()).isEqualTo(writes);
    assertThat(bench.pager.calls).isEmpty();
    assertThat(bench.signals.said())
        .extracting(signal -> signal.text())
        .containsExactly("would announce it at pagerduty ops");
  }

  @Test
  void shadowLeavesAnOpenNoticeAsItIs() {
    bench.routed("ops");
    bench.changed();
    int writes = bench.memory.writes();
    bench.pager.calls.clear();
    bench.mode = Mode.SHADOW;
    bench.is(Sample.request().reviews(1).state(RequestState.DENIED).build());
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.memory.writes()).isEqualTo(writes);
    assertThat(bench.pager.calls).isEmpty();
    assertThat(bench.pager.incident("P1").open).isTrue();
  }

  @Test
  void offSettlesEventsWithoutALook() {
    bench.routed("ops");
    bench.mode = Mode.OFF;
    bench.requests.down(true);
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.calls).isEmpty();
    assertThat(bench.memory.writes()).isZero();
  }

  @Test
  void onAfterOffAnnouncesAtTheNextResync() {
    bench.routed("ops");
    bench.mode = Mode.OFF;
    bench.changed();
    bench.mode = Mode.ON;
    assertThat(bench.on(Cause.RESYNC, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incidents).hasSize(1);
  }

  @Test
  void theCanaryReadsAndWritesNothing() {
    bench.requests.down(true);
    assertThat(bench.on(Cause.CANARY, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.calls).hasSize(1).allMatch(call -> call.startsWith("check"));
    assertThat(bench.signals.said())
        .singleElement()
        .satisfies(
            it -> assertThat(it.event()).isEqualTo("canary"),
            it -> assertThat(it.fields()).containsKeys("destination", "seconds"));
  }

  @Test
  void theCanaryTellsOfADestinationThatDoesNotAnswer() {
    for (int tries = 1; tries <= 4; tries++) {
      bench.pager.fault("check", FakeDestination.Fault.UNAVAILABLE);
      assertThat(bench.on(Cause.CANARY, tries)).isInstanceOf(Delivery.Retry.class);
    }
    bench.pager.fault("check", FakeDestination.Fault.UNAVAILABLE);
    assertThat(bench.on(Cause.CANARY, 5)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.signals.alarms()).containsExactly("canary-lost");
  }

  @Test
  void whatIsOffIsNotEvenReadByTheCanary() {
    bench.mode = Mode.OFF;
    assertThat(bench.on(Cause.CANARY, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.calls).isEmpty();
    assertThat(bench.signals.events()).containsExactly("canary");
  }
}
