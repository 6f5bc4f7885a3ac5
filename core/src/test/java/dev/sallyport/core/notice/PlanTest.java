package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the plan, row by row. */
class PlanTest {
  private static final Instant NOW = FakeClock.START;
  private static final Rules CHAT = Rules.MESSAGE;
  private static final Truth PENDING = new Truth.Live(Sample.pending());
  private static final Truth UNKNOWN = live(RequestState.UNKNOWN);

  private static Truth live(RequestState state) {
    return new Truth.Live(Sample.in(state));
  }

  private static Truth gone(Outcome outcome) {
    return new Truth.Gone(outcome);
  }

  private static Notice none() {
    return Notice.none("ops");
  }

  private static Notice open() {
    return none().opened("ref", Optional.of("r1"));
  }

  private static Notice claimed(String call, Duration ago) {
    return none().claimed(new Claim(call, 1, NOW.minus(ago)));
  }

  private static Step pager(Truth truth, Notice notice) {
    return Plan.next(truth, notice, Rules.PAGER, NOW);
  }

  private static Step chat(Truth truth, Notice notice) {
    return Plan.next(truth, notice, CHAT, NOW);
  }

  private static Step tell(Outcome outcome) {
    return new Step.Tell(new Reply.OfEnd(outcome));
  }

  static List<Notice> everyState() {
    return List.of(
        none(),
        none().refused(Optional.of("no such service")),
        open(),
        open().replied(new Reply.OfEnd(Outcome.APPROVED)).closed(Outcome.APPROVED),
        claimed(Plan.ANNOUNCE, Duration.ofHours(1)),
        Notice.unknown("ops"),
        Notice.adopted("ops", "theirs", 1, Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("everyState")
  void doesNothingForAnInvisibleRequest(Notice notice) {
    assertThat(pager(new Truth.Invisible("nobody knows"), notice)).isEqualTo(Step.DONE);
    assertThat(chat(new Truth.Invisible("nobody knows"), notice)).isEqualTo(Step.DONE);
  }

  @Test
  void announcesAPendingRequest() {
    assertThat(pager(PENDING, none())).isEqualTo(new Step.Announce());
    assertThat(chat(PENDING, none())).isEqualTo(new Step.Announce());
  }

  @Test
  void announcesAgainWhatWasRefused() {
    assertThat(pager(PENDING, none().refused(Optional.of("down")))).isEqualTo(new Step.Announce());
  }

  @ParameterizedTest
  @EnumSource(names = {"APPROVED", "DENIED", "PROMOTED"})
  void neverPagesForASettledRequestButShowsItInChat(RequestState state) {
    for (Notice notice : List.of(none(), none().refused(Optional.empty()))) {
      assertThat(pager(live(state), notice)).isEqualTo(Step.DONE);
      assertThat(chat(live(state), notice)).isEqualTo(new Step.Announce());
    }
  }

  @Test
  void announcesNothingInAStateThatItDoesNotKnow() {
    assertThat(pager(UNKNOWN, none())).isEqualTo(Step.DONE);
    assertThat(chat(UNKNOWN, none())).isEqualTo(Step.DONE);
    assertThat(pager(UNKNOWN, open())).isEqualTo(Step.DONE);
  }

  @ParameterizedTest
  @EnumSource
  void announcesNothingThatIsGone(Outcome outcome) {
    assertThat(pager(gone(outcome), none())).isEqualTo(Step.DONE);
    assertThat(chat(gone(outcome), none())).isEqualTo(Step.DONE);
  }

  @Test
  void leavesAnOpenNoticeOfAPendingRequestAlone() {
    assertThat(pager(PENDING, open())).isEqualTo(Step.DONE);
    assertThat(chat(PENDING, open())).isEqualTo(Step.DONE);
  }

  @Test
  void tellsReviewsInOrder() {
    Truth reviewed = new Truth.Live(Sample.request().reviews(2).build());
    assertThat(pager(reviewed, open())).isEqualTo(new Step.Tell(new Reply.OfReview(0)));
    assertThat(pager(reviewed, open().replied(new Reply.OfReview(0))))
        .isEqualTo(new Step.Tell(new Reply.OfReview(1)));
    assertThat(pager(reviewed, open().replied(new Reply.OfReview(1)))).isEqualTo(Step.DONE);
  }

  @Test
  void tellsReviewsBeforeTheEnd() {
    Truth denied =
        new Truth.Live(
            Sample.request()
                .state(RequestState.DENIED)
                .review("bob@example.com", RequestState.DENIED)
                .build());
    Notice told = open().replied(new Reply.OfReview(0));
    assertThat(pager(denied, open())).isEqualTo(new Step.Tell(new Reply.OfReview(0)));
    assertThat(pager(denied, told)).isEqualTo(tell(Outcome.DENIED));
    assertThat(pager(denied, told.replied(new Reply.OfEnd(Outcome.DENIED))))
        .isEqualTo(new Step.Resolve(Outcome.DENIED));
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheEndAndThenResolves(Outcome outcome) {
    assertThat(pager(gone(outcome), open())).isEqualTo(tell(outcome));
    Notice told = open().replied(new Reply.OfEnd(outcome));
    assertThat(pager(gone(outcome), told)).isEqualTo(new Step.Resolve(outcome));
    assertThat(pager(gone(outcome), told.closed(outcome))).isEqualTo(Step.DONE);
  }

  static Stream<Outcome> undecided() {
    return Stream.of(Outcome.EXPIRED, Outcome.DELETED, Outcome.UNWATCHED);
  }

  @ParameterizedTest
  @MethodSource("undecided")
  void neverTakesBackADecisionBecauseTheRequestIsGone(Outcome end) {
    Notice told = open().replied(new Reply.OfEnd(Outcome.APPROVED));
    assertThat(pager(gone(end), told)).isEqualTo(new Step.Resolve(Outcome.APPROVED));
    assertThat(pager(gone(end), told.closed(Outcome.APPROVED))).isEqualTo(Step.DONE);
  }

  @Test
  void tellsOnceMoreWhenAnApprovalIsTakenBack() {
    Notice closed = open().replied(new Reply.OfEnd(Outcome.APPROVED)).closed(Outcome.APPROVED);
    Truth denied = live(RequestState.DENIED);
    assertThat(pager(denied, closed)).isEqualTo(tell(Outcome.DENIED));
    assertThat(pager(denied, closed.replied(new Reply.OfEnd(Outcome.DENIED)))).isEqualTo(Step.DONE);
    assertThat(pager(gone(Outcome.DENIED), closed)).isEqualTo(tell(Outcome.DENIED));
  }

  @Test
  void correctsAnEndThatProvedToBeADecision() {
    Notice told = open().replied(new Reply.OfEnd(Outcome.UNWATCHED));
    assertThat(pager(live(RequestState.APPROVED), told)).isEqualTo(tell(Outcome.APPROVED));
  }

  @Test
  void waitsForAYoungClaimAndLooksAfterAnOldOne() {
    Notice young = claimed(Plan.ANNOUNCE, Duration.ofSeconds(59));
    assertThat(pager(PENDING, young)).isEqualTo(new Step.Wait(NOW.plusSeconds(1)));
    assertThat(pager(PENDING, claimed(Plan.ANNOUNCE, Duration.ofSeconds(60))))
        .isEqualTo(new Step.Look(Plan.ANNOUNCE));
    assertThat(pager(gone(Outcome.EXPIRED), claimed(Plan.ANNOUNCE, Duration.ofHours(3))))
        .isEqualTo(new Step.Look(Plan.ANNOUNCE));
  }

  @Test
  void looksSoonerAfterAnOutcomeThatIsKnownToBeUnknown() {
    Notice unsure = claimed(Plan.ANNOUNCE, Duration.ofSeconds(1)).unsure();
    assertThat(pager(PENDING, unsure)).isEqualTo(new Step.Wait(NOW.plusSeconds(1)));
    assertThat(chat(PENDING, unsure)).isEqualTo(new Step.Wait(NOW.plusSeconds(9)));
    assertThat(pager(PENDING, claimed(Plan.ANNOUNCE, Duration.ofSeconds(2)).unsure()))
        .isEqualTo(new Step.Look(Plan.ANNOUNCE));
  }

  @Test
  void looksAtOnceWhereNobodyKnowsWhatWasDone() {
    assertThat(pager(PENDING, Notice.unknown("ops"))).isEqualTo(new Step.Look(Plan.ANNOUNCE));
    assertThat(chat(gone(Outcome.DENIED), Notice.unknown("ops")))
        .isEqualTo(new Step.Look(Plan.ANNOUNCE));
  }

  @Test
  void aClaimFromTheFarFutureDoesNotBlock() {
    for (Instant future : List.of(NOW.plus(Duration.ofDays(1)), Instant.MAX)) {
      Notice claimed = none().claimed(new Claim(Plan.ANNOUNCE, 1, future));
      assertThat(pager(PENDING, claimed)).isEqualTo(new Step.Look(Plan.ANNOUNCE));
    }
  }

  @Test
  void finishesAReplyBeforeAnythingElse() {
    Reply reply = new Reply.OfReview(0);
    Notice claimed = open().claimed(new Claim(reply.marker(), 1, NOW.minusSeconds(61)));
    assertThat(pager(gone(Outcome.DENIED), claimed)).isEqualTo(new Step.Look(reply.marker()));
    Notice closed = open().closed(Outcome.APPROVED).claimed(new Claim("end-denied", 1, NOW));
    assertThat(pager(live(RequestState.DENIED), closed))
        .isEqualTo(new Step.Wait(NOW.plusSeconds(60)));
  }

  @Test
  void putsTheMarkOnAnAdoptedNoticeBeforeItsFirstWrite() {
    Notice adopted = Notice.adopted("ops", "theirs", 1, Optional.empty());
    AccessRequest one = Sample.request().reviews(1).build();
    AccessRequest two = Sample.request().reviews(2).build();
    assertThat(pager(new Truth.Live(one), adopted)).isEqualTo(Step.DONE);
    assertThat(pager(new Truth.Live(two), adopted)).isEqualTo(new Step.Edit());
    assertThat(pager(gone(Outcome.EXPIRED), adopted)).isEqualTo(new Step.Edit());
    assertThat(pager(new Truth.Live(two), adopted.shown("r1", Optional.empty())))
        .isEqualTo(new Step.Tell(new Reply.OfReview(1)));
  }

  @Test
  void resolvesAnAdoptedNoticeThatTheGoPluginHadAlreadyToldAbout() {
    Notice adopted = Notice.adopted("ops", "theirs", 0, Optional.of(Outcome.APPROVED));
    assertThat(pager(live(RequestState.APPROVED), adopted.shown("r1", Optional.empty())))
        .isEqualTo(new Step.Resolve(Outcome.APPROVED));
  }

  @Test
  void bringsChatUpToEachRevisionAndPagersNot() {
    Truth changed = new Truth.Live(Sample.request().revision("r2").build());
    assertThat(chat(changed, open())).isEqualTo(new Step.Edit());
    assertThat(chat(changed, open().shown("r2", Optional.empty()))).isEqualTo(Step.DONE);
    assertThat(pager(changed, open())).isEqualTo(Step.DONE);
  }

  private static Step personal(Truth truth, Notice notice) {
    return Plan.next(truth, notice, Rules.PERSONAL, NOW);
  }

  @ParameterizedTest
  @EnumSource
  void showsTheEndInTheMessageItselfAndThenMarksIt(Outcome outcome) {
    assertThat(chat(gone(outcome), open())).isEqualTo(new Step.Edit());
    Notice shown = open().shown("", Optional.of(outcome));
    assertThat(chat(gone(outcome), shown)).isEqualTo(new Step.Resolve(outcome));
    assertThat(chat(gone(outcome), shown.closed(outcome))).isEqualTo(Step.DONE);
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheRequesterTheEndBesides(Outcome outcome) {
    Notice shown = open().shown("", Optional.of(outcome));
    assertThat(personal(gone(outcome), open())).isEqualTo(new Step.Edit());
    assertThat(personal(gone(outcome), shown)).isEqualTo(tell(outcome));
    assertThat(personal(gone(outcome), shown.replied(new Reply.OfEnd(outcome))))
        .isEqualTo(new Step.Resolve(outcome));
  }

  @ParameterizedTest
  @MethodSource("undecided")
  void keepsADecisionInTheMessageWhenTheRequestIsGone(Outcome end) {
    Notice shown = open().shown("r2", Optional.of(Outcome.APPROVED));
    assertThat(chat(gone(end), shown)).isEqualTo(new Step.Resolve(Outcome.APPROVED));
    assertThat(chat(gone(end), shown.closed(Outcome.APPROVED))).isEqualTo(Step.DONE);
  }

  @Test
  void showsOnceMoreWhenAnApprovalIsTakenBack() {
    Notice closed = open().shown("r1", Optional.of(Outcome.APPROVED)).closed(Outcome.APPROVED);
    Truth denied =
        new Truth.Live(Sample.request().state(RequestState.DENIED).revision("r2").build());
    assertThat(chat(denied, closed)).isEqualTo(new Step.Edit());
    Notice shown = closed.shown("r2", Optional.of(Outcome.DENIED));
    assertThat(chat(denied, shown)).isEqualTo(new Step.Resolve(Outcome.DENIED));
    assertThat(chat(denied, shown.closed(Outcome.DENIED))).isEqualTo(Step.DONE);
  }

  @Test
  void leavesAloneWhatIsSkippedOrLost() {
    for (Notice notice : List.of(open().skipped("nobody"), open().lost("deleted"))) {
      for (Truth truth : List.of(PENDING, live(RequestState.DENIED), gone(Outcome.EXPIRED))) {
        assertThat(chat(truth, notice)).isEqualTo(Step.DONE);
        assertThat(pager(truth, notice)).isEqualTo(Step.DONE);
      }
    }
  }
}
