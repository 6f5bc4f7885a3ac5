package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.decision.Decision;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.notice.FakeDestination.Fault;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.testing.Sample;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds of messages, in contrast to incidents. */
class MessagesTest {
  private final Bench bench = new Bench();

  @BeforeEach
  void chat() {
    bench.pager.rules = Rules.MESSAGE;
    bench.pager.blind = true;
  }

  private long posts() {
    return bench.pager.count("announce");
  }

  @Test
  void postsAgainAfterAnUnknownOutcomeWhereNobodyCanLook() {
    bench.routed("C1");
    bench.pager.fault("announce", Fault.ANSWER_LOST, Fault.CALL_LOST);
    assertThat(bench.changedUntilSettled()).isEqualTo(Delivery.DELIVERED);
    assertThat(posts()).isEqualTo(3);
    assertThat(bench.notice("C1").state()).isEqualTo(NoticeState.OPEN);
    assertThat(bench.notice("C1").unknowns()).isZero();
  }

  @Test
  void givesUpAfterTheThirdUnknownOutcomeAndTellsTheFallbackOnce() {
    bench.routed("C1");
    bench.pager.fallback = Optional.of("C9");
    bench.pager.fault("announce C1", Fault.ANSWER_LOST, Fault.ANSWER_LOST, Fault.ANSWER_LOST);
    bench.changedUntilSettled();
    assertThat(bench.notice("C1").state()).isEqualTo(NoticeState.LOST);
    assertThat(bench.notice("C9").state()).isEqualTo(NoticeState.OPEN);
    assertThat(bench.signals.events()).contains("notice-refused");
    bench.changedUntilSettled();
    assertThat(bench.pager.count("announce C1")).isEqualTo(3);
    assertThat(bench.pager.count("announce C9")).isEqualTo(1);
  }

  @Test
  void aCrashBetweenCallAndRecordCountsAsAnUnknownOutcome() {
    bench.routed("C1");
    for (int crash = 1; crash <= 40; crash++) {
      Bench fresh = new Bench();
      fresh.pager.rules = Rules.MESSAGE;
      fresh.pager.blind = true;
      fresh.routed("C1");
      fresh.crash.at(crash);
      fresh.changedUntilSettled();
      assertThat(fresh.notice("C1").state()).isEqualTo(NoticeState.OPEN);
      assertThat(fresh.pager.count("announce")).isLessThanOrEqualTo(2);
    }
  }

  @Test
  void tellsAReplyAgainTwiceAtMostWhereNobodyCanLook() {
    bench.routed("C1");
    bench.is(Sample.request().reviews(1).build());
    bench.pager.fault("reply", Fault.ANSWER_LOST, Fault.ANSWER_LOST, Fault.ANSWER_LOST);
    bench.changedUntilSettled();
    assertThat(bench.pager.count("reply")).isEqualTo(3);
    assertThat(bench.notice("C1").replies()).isEqualTo(1);
    assertThat(bench.signals.events()).contains("reply-unknown");
  }

  @Test
  void showsASettledRequestAsSettledAndTellsNothingBelow() {
    bench.routed("C1");
    bench.pager.rules = Rules.PERSONAL;
    bench.is(Sample.in(RequestState.DENIED));
    bench.changedUntilSettled();
    assertThat(bench.notice("C1").closedAs()).contains(Outcome.DENIED);
    assertThat(bench.pager.count("reply")).isZero();
    assertThat(bench.pager.count("edit")).isZero();
  }

  @Test
  void skipsThosePeopleWhoAreNotThereAndThoseNamedTwice() {
    bench.routed("requester:alice", "C1", "bob@example.com", "user:bob");
    bench.pager.same.put("user:bob", "bob@example.com");
    bench.pager.fault("announce requester:alice", Fault.NOBODY);
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.notice("requester:alice").state()).isEqualTo(NoticeState.SKIPPED);
    assertThat(bench.notice("user:bob").state()).isEqualTo(NoticeState.SKIPPED);
    assertThat(bench.pager.incidents)
        .extracting(one -> one.to)
        .containsExactly("C1", "bob@example.com");
    assertThat(bench.signals.events()).doesNotContain("notice-refused");
    bench.changed();
    assertThat(posts()).isEqualTo(3);
  }

  @Test
  void waitsForThoseOfWhomItIsNotKnownWhoTheyAreAndTellsTheOthers() {
    bench.routed("C1", "bob@example.com");
    bench.pager.unclear.add("bob@example.com");
    assertThat(bench.changed()).isInstanceOf(Delivery.Retry.class);
    assertThat(bench.notice("C1").state()).isEqualTo(NoticeState.OPEN);
    bench.pager.unclear.clear();
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.notice("bob@example.com").state()).isEqualTo(NoticeState.OPEN);
  }

  @Test
  void aMessageThatSomebodyDeletedIsGivenUpWithOneAlarm() {
    bench.routed("C1");
    bench.changed();
    bench.is(Sample.request().revision("r2").build());
    bench.pager.fault("edit", Fault.VANISHED);
    bench.changedUntilSettled();
    bench.changedUntilSettled();
    assertThat(bench.notice("C1").state()).isEqualTo(NoticeState.LOST);
    assertThat(bench.pager.count("edit")).isEqualTo(1);
    assertThat(bench.signals.said())
        .filteredOn(signal -> signal.level() == Signal.Level.ALARM)
        .hasSize(1);
  }

  @Test
  void isSilentAboutWhatWasApprovedAutomaticallyIfItShallBe() {
    bench.routed("C1");
    bench.is(Sample.in(RequestState.APPROVED));
    bench.memory.put(
        Sample.ID,
        "sallyport",
        Decision.KEY,
        "{\"v\":1,\"verdict\":\"approved\",\"at\":\"2026-11-20T10:00:00Z\",\"why\":[]}");
    bench.silentWhenApproved = true;
    bench.changed();
    assertThat(posts()).isZero();
    bench.silentWhenApproved = false;
    bench.changed();
    assertThat(posts()).isEqualTo(1);
  }

  @Test
  void followsAMessageThatAClickBroughtToLight() {
    bench.routed("C1");
    bench.pager.incidents.add(new FakeDestination.Incident("C1/7", "C1", true));
    bench.pager.incidents.add(new FakeDestination.Incident("D7/8", "D7", true));
    bench.memory.put(
        Sample.ID,
        "sallyport",
        "answers",
        "{\"v\":1,\"done\":[],\"messages\":[\"C1/7\",\"D7/8\"]}");
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(posts()).isZero();
    assertThat(bench.pager.count("edit")).isEqualTo(2);
    assertThat(bench.notice("C1").ref()).contains("C1/7");
    assertThat(bench.notice("D7").ref()).contains("D7/8");
    bench.changed();
    assertThat(bench.book().notices()).hasSize(2);
  }

  @Test
  void worksForRecipientsSideBySide() throws InterruptedException {
    bench.routed("C1", "C2", "C3");
    CountDownLatch together = new CountDownLatch(3);
    bench.pager.meanwhile =
        () -> {
          together.countDown();
          try {
            assertThat(together.await(10, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        };
    bench.crew =
        task -> {
          var _ = Thread.ofVirtual().start(task);
        };
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.book().notices())
        .hasSize(3)
        .allMatch(notice -> notice.state() == NoticeState.OPEN && notice.claim().isEmpty());
  }

  @Test
  void tellsTheFallbackWhereAllDecidersAreNobody() {
    bench.routed("requester:alice", "user:bob");
    bench.pager.fallback = Optional.of("C9");
    bench.pager.personal.add("requester:alice");
    bench.pager.fault("announce user:bob", Fault.NOBODY);
    assertThat(bench.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(bench.pager.incidents)
        .extracting(one -> one.to)
        .containsExactly("requester:alice", "C9");
    bench.changed();
    assertThat(bench.pager.count("announce C9")).isEqualTo(1);
  }

  @Test
  void recordsWhatOthersDidWhereOneRecipientFailsUnexpectedly() {
    bench.routed("C1", "C2");
    bench.crew =
        task -> {
          var _ = Thread.ofVirtual().start(task);
        };
    bench.pager.broken = "C2";
    assertThatThrownBy(bench::changed).isInstanceOf(IllegalStateException.class);
    assertThat(bench.notice("C1").state()).isEqualTo(NoticeState.OPEN);
  }

  @Test
  void anOrphanFoundByAClickKeepsItsRecipientFromBeingToldAgain() {
    bench.routed("#access");
    bench.stored(NoticeBook.empty().with(Notice.unknown("#access")));
    bench.pager.incidents.add(new FakeDestination.Incident("C1/7", "C1", true));
    bench.pager.same.put("#access", "C1");
    bench.memory.put(
        Sample.ID, "sallyport", "answers", "{\"v\":1,\"done\":[],\"messages\":[\"C1/7\"]}");
    bench.changedUntilSettled();
    assertThat(posts()).isZero();
    assertThat(bench.notice("C1").ref()).contains("C1/7");
    assertThat(bench.notice("#access").state()).isEqualTo(NoticeState.SKIPPED);
  }

  @Test
  void followsARequestWhoseServerTellsNoRevision() {
    bench.routed("C1");
    bench.is(Sample.request().revision("").build());
    bench.changed();
    bench.is(Sample.request().revision("").reviews(1).build());
    bench.changed();
    assertThat(bench.pager.count("edit")).isEqualTo(1);
  }
}
