package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.notice.FakeDestination.Fault;
import dev.sallyport.core.notice.FakeDestination.Incident;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recipients that cannot be reached, and notices that are not ours. */
class RefusalTest {
  private final Bench bench = new Bench();

  @Test
  void theFallbackHearsOfARefusedNoticeAndTheMessageIsDeadOnce() {
    bench.routed("ops");
    bench.pager.fallback = Optional.of("duty");
    bench.pager.fault("announce ops", Fault.REJECTS, Fault.REJECTS);
    assertThat(bench.changed()).isEqualTo(new Delivery.Rejected("no such service"));
    assertThat(bench.pager.incidents).extracting(one -> one.to).containsExactly("duty");
    assertThat(bench.signals.alarms()).containsExactly("notice-refused");
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incidents).hasSize(1);
    assertThat(bench.signals.alarms()).hasSize(1);
  }

  @Test
  void aRefusedRecipientThatCanBeReachedAgainIsAnnouncedTo() {
    bench.routed("ops");
    bench.pager.fault("announce ops", Fault.REJECTS);
    assertThat(bench.changed()).isInstanceOf(Delivery.Rejected.class);
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incidents).extracting(one -> one.to).containsExactly("ops");
    assertThat(bench.notice("ops").refusal()).isEmpty();
  }

  @Test
  void theFallbackIsFollowedToTheEnd() {
    bench.routed("ops");
    bench.pager.fallback = Optional.of("duty");
    bench.pager.fault("announce ops", Fault.REJECTS);
    bench.changed();
    bench.is(Sample.in(RequestState.DENIED));
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incident("P1").open).isFalse();
    assertThat(bench.pager.count("announce ops")).isEqualTo(1);
  }

  @Test
  void aFallbackThatIsRefusedItselfEndsInTheDeadLetters() {
    bench.routed("ops");
    bench.pager.fallback = Optional.of("duty");
    bench.pager.fault("announce", Fault.REJECTS, Fault.REJECTS);
    assertThat(bench.changed()).isInstanceOf(Delivery.Rejected.class);
    assertThat(bench.signals.alarms()).containsExactly("notice-refused", "notice-refused");
  }

  @Test
  void aRefusalIsNotForgottenBecauseAnotherRecipientMustBeTriedAgain() {
    bench.routed("ops", "database");
    bench.pager.fault("announce ops", Fault.REJECTS, Fault.REJECTS);
    bench.pager.fault("announce database", Fault.FAILS);
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
    assertThat(bench.on(Cause.CHANGED, 2)).isEqualTo(new Delivery.Rejected("no such service"));
    assertThat(bench.signals.alarms()).containsExactly("notice-refused");
    assertThat(bench.pager.incidents).extracting(one -> one.to).containsExactly("database");
  }

  @ParameterizedTest
  @ValueSource(strings = {"announce ops", "reply ops", "resolve ops", "verify ops"})
  void aFailingRecipientDoesNotStopTheOthers(String call) {
    bench.routed("ops", "database");
    boolean atFirst = call.startsWith("announce");
    if (!atFirst) {
      bench.changed();
      bench.is(Sample.in(RequestState.DENIED));
    }
    bench.pager.fault(call, Fault.UNAVAILABLE);
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
    assertThat(bench.notice("database").state())
        .isEqualTo(atFirst ? NoticeState.OPEN : NoticeState.CLOSED);
    bench.changedUntilSettled();
    assertThat(bench.notice("ops").state())
        .isEqualTo(atFirst ? NoticeState.OPEN : NoticeState.CLOSED);
    assertThat(bench.pager.incidents).hasSize(2);
  }

  @Test
  void whatIsNotOursIsLeftAlone() {
    bench.routed("ops");
    bench.changed();
    Incident theirs = bench.pager.incident("P1");
    theirs.ours = false;
    bench.is(Sample.in(RequestState.APPROVED));
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(theirs.replies).isEmpty();
    assertThat(theirs.open).isTrue();
    assertThat(bench.signals.alarms()).containsExactly("not-ours");
  }

  @Test
  void aLookThatFindsSomebodyElsesIncidentTouchesNothing() {
    bench.routed("ops");
    bench.pager.add("ops", true).ours = false;
    bench.stored(NoticeBook.empty().with(Notice.unknown("ops")));
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.signals.alarms()).containsExactly("not-ours");
    assertThat(bench.pager.calls).containsExactly("look ops");
    assertThat(bench.notice("ops").state()).isEqualTo(NoticeState.REFUSED);
  }

  @Test
  void aReplyThatIsRefusedDoesNotKeepTheIncidentOpen() {
    bench.routed("ops");
    bench.changed();
    bench.is(Sample.request().reviews(1).state(RequestState.DENIED).build());
    bench.pager.fault("reply", Fault.REJECTS);
    assertThat(bench.changed()).isInstanceOf(Delivery.Rejected.class);
    assertThat(bench.pager.incident("P1").open).isFalse();
    assertThat(bench.signals.alarms()).containsExactly("notice-stuck");
    assertThat(bench.changed()).as("redriven").isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incident("P1").replies).containsExactly("end-denied");
  }

  @Test
  void aReplyThatIsRefusedWhileTheRequestIsPendingIsADeadLetter() {
    bench.routed("ops");
    bench.changed();
    bench.is(Sample.request().reviews(1).build());
    bench.pager.fault("reply", Fault.REJECTS);
    assertThat(bench.changed()).isInstanceOf(Delivery.Rejected.class);
    assertThat(bench.pager.incident("P1").open).isTrue();
    assertThat(bench.notice("ops").claim()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"edit", "nonsense", "review-", "review-0", "review-99999999999", ""})
  void aClaimThatNobodyOfUsMadeIsDropped(String call) {
    bench.routed("ops");
    bench.pager.add("ops", true);
    Notice claimed =
        Notice.none("ops")
            .opened("P1", Optional.of("r1"))
            .claimed(new Claim(call, 1, FakeClock.START.minus(Duration.ofHours(1))));
    bench.stored(NoticeBook.empty().with(claimed));
    bench.is(Sample.in(RequestState.DENIED));
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incident("P1").replies).isEqualTo(List.of("end-denied"));
    assertThat(bench.notice("ops").claim()).isEmpty();
  }

  @Test
  void aStrayWithOurMarkIsClosed() {
    bench.requests.gone();
    bench.pager.add("ops", true);
    bench.pager.stray = Optional.of(Notice.adopted("ops", "P1", 0, Optional.empty()));
    assertThat(bench.on(Cause.RESYNC, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incident("P1").replies).containsExactly("end-unwatched");
    assertThat(bench.pager.incident("P1").open).isFalse();
    assertThat(bench.memory.writes()).isZero();
  }

  @Test
  void aStrayIsToldOnceAlthoughItsClosingIsTriedTwice() {
    bench.requests.gone();
    bench.pager.add("ops", true);
    bench.pager.stray = Optional.of(Notice.adopted("ops", "P1", 0, Optional.empty()));
    bench.pager.fault("resolve", Fault.FAILS);
    assertThat(bench.on(Cause.RESYNC, 9))
        .isInstanceOfSatisfying(
            Delivery.Retry.class,
            retry -> assertThat(retry.after()).isGreaterThan(Duration.ofSeconds(20)));
    assertThat(bench.on(Cause.RESYNC, 10)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incident("P1").replies).containsExactly("end-unwatched");
  }

  @Test
  void aStrayThatCanNeverBeClosedIsADeadLetter() {
    bench.requests.gone();
    bench.pager.add("ops", true);
    bench.pager.stray = Optional.of(Notice.adopted("ops", "P1", 0, Optional.empty()));
    bench.pager.fault("resolve", Fault.REJECTS);
    assertThat(bench.on(Cause.RESYNC, 1)).isEqualTo(new Delivery.Rejected("no such service"));
  }

  @Test
  void aStrayIsLeftAloneInShadowAndWithoutOurs() {
    bench.requests.gone();
    assertThat(bench.on(Cause.RESYNC, 1)).isEqualTo(Delivery.DELIVERED);
    bench.pager.add("ops", true);
    bench.pager.stray = Optional.of(Notice.adopted("ops", "P1", 0, Optional.empty()));
    bench.mode = dev.sallyport.core.config.Mode.SHADOW;
    assertThat(bench.on(Cause.RESYNC, 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incident("P1").open).isTrue();
    assertThat(bench.signals.events()).containsExactly("shadow");
  }
}
