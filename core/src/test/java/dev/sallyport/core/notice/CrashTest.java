package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.notice.FakeDestination.Fault;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that die between any two calls, and answers that never arrive. */
class CrashTest {
  private static final int MORE_THAN_ALL_POINTS = 40;

  @Test
  void announcesExactlyOnceWhereverTheProcessDies() {
    for (int point = 0; point < MORE_THAN_ALL_POINTS; point++) {
      Bench bench = new Bench().routed("ops", "database");
      bench.crash.at(point);
      bench.changedUntilSettled();
      bench.crash.never();
      assertThat(bench.pager.incidents)
          .as("died at point " + point)
          .extracting(one -> one.to)
          .containsExactlyInAnyOrder("ops", "database");
      assertThat(bench.book().notices()).extracting(Notice::state).containsOnly(NoticeState.OPEN);
    }
  }

  @Test
  void tellsEverythingExactlyOnceWhereverTheProcessDies() {
    for (int point = 0; point < MORE_THAN_ALL_POINTS; point++) {
      Bench bench = new Bench().routed("ops");
      bench.changed();
      bench.is(Sample.request().reviews(2).state(RequestState.DENIED).build());
      bench.crash.at(point);
      bench.changedUntilSettled();
      bench.crash.never();
      assertThat(bench.pager.incident("P1").replies)
          .as("died at point " + point)
          .containsExactly("review-1", "review-2", "end-denied");
      assertThat(bench.pager.incident("P1").open).isFalse();
      assertThat(bench.notice("ops").state()).isEqualTo(NoticeState.CLOSED);
    }
  }

  @Test
  void diesTwiceAndStillAnnouncesOnce() {
    for (int point = 0; point < 12; point++) {
      Bench bench = new Bench().routed("ops");
      for (int round = 0; round < 2; round++) {
        bench.crash.at(point);
        try {
          bench.changed();
        } catch (dev.sallyport.core.testing.Crash.Died e) {
          bench.clock.advance(Duration.ofSeconds(61));
        }
      }
      bench.crash.never();
      bench.changedUntilSettled();
      assertThat(bench.pager.incidents).as("died at point " + point).hasSize(1);
    }
  }

  @Test
  void waitsWhileAnEarlierCallMayStillBeUnderWay() {
    Bench bench = new Bench().routed("ops");
    bench.crash.at(3);
    try {
      bench.changed();
    } catch (dev.sallyport.core.testing.Crash.Died e) {
      bench.crash.never();
    }
    bench.clock.advance(Duration.ofSeconds(20));
    assertThat(bench.changed())
        .isEqualTo(
            new Delivery.Retry(Duration.ofSeconds(40), "an earlier call may still be under way"));
    assertThat(bench.pager.calls).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"ANSWER_LOST", "CALL_LOST", "UNAVAILABLE"})
  void looksAfterAnUnknownAnnouncementAndAdoptsOrCallsAgain(Fault fault) {
    Bench bench = new Bench().routed("ops");
    bench.pager.fault("announce", fault);
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
    bench.changedUntilSettled();
    assertThat(bench.pager.incidents).hasSize(1);
    assertThat(bench.pager.count("look")).isEqualTo(1);
    assertThat(bench.pager.count("announce")).isEqualTo(fault == Fault.ANSWER_LOST ? 1 : 2);
    assertThat(bench.notice("ops").ref()).contains("P1");
    assertThat(bench.notice("ops").unknowns()).isZero();
  }

  @Test
  void looksAgainWhenTheLookFindsNobody() {
    Bench bench = new Bench().routed("ops");
    bench.pager.fault("announce", Fault.ANSWER_LOST);
    bench.pager.fault("look", Fault.UNAVAILABLE, Fault.UNAVAILABLE);
    bench.changedUntilSettled();
    assertThat(bench.pager.count("look")).isEqualTo(3);
    assertThat(bench.pager.count("announce")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"ANSWER_LOST", "CALL_LOST"})
  void looksAfterAnUnknownReply(Fault fault) {
    Bench bench = new Bench().routed("ops");
    bench.changed();
    bench.is(Sample.request().reviews(1).build());
    bench.pager.fault("reply", fault);
    bench.changedUntilSettled();
    assertThat(bench.pager.incident("P1").replies).containsExactly("review-1");
    assertThat(bench.pager.count("lookForReply")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"ANSWER_LOST", "CALL_LOST", "FAILS", "UNAVAILABLE"})
  void resolvesAgainUntilItIsResolved(Fault fault) {
    Bench bench = new Bench().routed("ops");
    bench.changed();
    bench.is(Sample.in(RequestState.DENIED));
    bench.pager.fault("resolve", fault);
    bench.changedUntilSettled();
    assertThat(bench.pager.incident("P1").replies).containsExactly("end-denied");
    assertThat(bench.pager.incident("P1").open).isFalse();
  }

  @Test
  void callsAgainWhatProvedToHaveHadNoEffect() {
    Bench bench = new Bench().routed("ops");
    bench.pager.fault("announce", Fault.FAILS, Fault.FAILS);
    bench.changedUntilSettled();
    assertThat(bench.pager.incidents).hasSize(1);
    assertThat(bench.pager.count("look")).isZero();
  }

  @Test
  void writesOfWhichTheAnswerIsLostDoNoHarm() {
    Bench bench = new Bench().routed("ops");
    bench.memory.loseAnswers(2);
    bench.changedUntilSettled();
    assertThat(bench.pager.incidents).hasSize(1);
    assertThat(bench.notice("ops").state()).isEqualTo(NoticeState.OPEN);
    assertThat(bench.pager.count("look")).isZero();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void writesThatAreLostAreMadeAgain(int lost) {
    Bench bench = new Bench().routed("ops");
    bench.memory.refuseWrites(lost);
    bench.changedUntilSettled();
    assertThat(bench.pager.incidents).hasSize(1);
    assertThat(bench.notice("ops").state()).isEqualTo(NoticeState.OPEN);
  }

  @Test
  void whoeverLosesTheRaceForTheClaimDoesNotCall() {
    Bench bench = new Bench().routed("ops");
    boolean[] raced = {false};
    bench.memory.beforeWrite(
        () -> {
          if (!raced[0]) {
            raced[0] = true;
            bench.clock.advance(Duration.ofMillis(3));
            bench.changed();
          }
        });
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
    bench.changedUntilSettled();
    assertThat(bench.pager.incidents).hasSize(1);
  }

  @Test
  void anEventHandledInBetweenIsNoticedAtTheClaim() {
    Bench bench = new Bench().routed("ops");
    boolean[] raced = {false};
    bench.requests.beforeFind(
        () -> {
          if (!raced[0]) {
            raced[0] = true;
            assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
            bench.clock.advance(Duration.ofMillis(3));
          }
        });
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
    bench.changedUntilSettled();
    assertThat(bench.pager.count("announce")).isEqualTo(1);
  }
}
