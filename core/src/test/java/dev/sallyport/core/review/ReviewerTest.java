package dev.sallyport.core.review;

import static dev.sallyport.core.review.Office.BOB;
import static dev.sallyport.core.review.Office.CAROL;
import static dev.sallyport.core.review.Verdict.APPROVE;
import static dev.sallyport.core.review.Verdict.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.config.Mode;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewerTest {
  private final Office office = new Office();

  @Test
  void aClickBecomesThePersonsReview() {
    assertThat(office.handle(office.click("U2", APPROVE))).isEqualTo(Delivery.DELIVERED);
    assertThat(office.teleport.submissions).containsExactly(BOB + " APPROVE canary-reason");
    assertThat(office.outcomes()).containsExactly("recorded");
    assertThat(office.told)
        .containsExactly(
            "U2: Your approval is recorded as bob@example.com. The request is now approved;"
                + " nothing more is to do.");
  }

  @Test
  void whatIsStillMissingIsTold() {
    office.teleport.approvalsNeeded = 3;
    office.handle(office.click("U2", APPROVE));
    assertThat(office.lastTold()).contains("still pending: 1 approval so far and 2 more needed");
  }

  @Test
  void noReasonIsInASignalOrInMemory() {
    office.handle(office.click("U2", DENY));
    assertThat(office.teleport.submissions).containsExactly(BOB + " DENY canary-reason");
    assertThat(office.signals.said().toString()).doesNotContain("canary");
    assertThat(office.memory.raw(Sample.ID, Answers.KEY)).doesNotContain("canary");
    assertThat(office.click("U2", DENY).toString()).doesNotContain("canary");
  }

  @Test
  void anUnprovedDeliveryIsAnAlarmAndNothingElse() {
    office.reading = new Gestures.Reading.Unverified("mismatch");
    assertThat(office.deliver(1)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.signals.alarms()).containsExactly("unverified-delivery");
    assertThat(office.told).isEmpty();
    assertThat(office.memory.writes()).isZero();
  }

  @Test
  void whatIsSignedAndNotUnderstoodGoesToTheDeadLetters() {
    office.reading = new Gestures.Reading.Garbled("no payload");
    assertThat(office.deliver(1)).isInstanceOf(Delivery.Rejected.class);
  }

  @Test
  void aRepeatOfAnAnsweredClickIsSilent() {
    office.handle(office.click("U2", APPROVE));
    int writes = office.memory.writes();
    assertThat(office.handle(office.click("U2", APPROVE))).isEqualTo(Delivery.DELIVERED);
    assertThat(office.told).hasSize(1);
    assertThat(office.memory.writes()).isEqualTo(writes);
    assertThat(office.teleport.submissions).hasSize(1);
  }

  @Test
  void aRefusedClickStaysRefusedWhenItIsRepeated() {
    office.members.put("U2", new Members.Membership.Outsider(Members.Why.GUEST));
    office.handle(office.click("U2", APPROVE));
    office.members.clear();
    office.handle(office.click("U2", APPROVE));
    assertThat(office.teleport.submissions).isEmpty();
    assertThat(office.outcomes()).containsExactly("outsider");
  }

  @Test
  void anAnswerThatCouldNotBeToldIsToldAtTheNextTry() {
    office.tellingsToFail = 1;
    assertThat(office.handle(office.click("U2", APPROVE))).isInstanceOf(Delivery.Retry.class);
    assertThat(office.handle(office.click("U2", APPROVE), 2)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.told)
        .singleElement()
        .asString()
        .contains("recorded as bob@example.com", "approved");
    assertThat(office.teleport.submissions).hasSize(1);
  }

  @Test
  void whatCannotBeToldForHalfAnHourIsGivenUpAndSaid() {
    office.tellingsToFail = 2;
    office.handle(office.click("U2", APPROVE));
    office.clock.advance(Duration.ofMinutes(31));
    assertThat(office.handle(office.click("U2", APPROVE), 9)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.signals.events()).contains("answer-untold");
    assertThat(office.outcomes()).containsExactly("recorded");
  }

  @Test
  void aClosedEarDoesNotUndoTheReview() {
    office.untellable = Optional.of("the address is dead");
    assertThat(office.handle(office.click("U2", APPROVE))).isEqualTo(Delivery.DELIVERED);
    assertThat(office.signals.events()).contains("answer-untold");
    assertThat(office.outcomes()).containsExactly("recorded");
  }

  @Test
  void aLateClickIsNeverSubmitted() {
    office.clock.advance(Duration.ofMinutes(10).plusMillis(1));
    assertThat(office.handle(office.click("U2", APPROVE))).isEqualTo(Delivery.DELIVERED);
    assertThat(office.teleport.submissions).isEmpty();
    assertThat(office.lastTold()).contains("decide again");
  }

  @Test
  void aClickOfJustTenMinutesCounts() {
    office.clock.advance(Duration.ofMinutes(10));
    office.handle(office.click("U2", APPROVE));
    assertThat(office.teleport.submissions).hasSize(1);
  }

  @Test
  void anOutageIsTriedAgainAndThenTooLate() {
    office.requests.down(true);
    assertThat(office.handle(office.click("U2", APPROVE))).isInstanceOf(Delivery.Retry.class);
    assertThat(office.told).isEmpty();
    office.clock.advance(Duration.ofMinutes(11));
    assertThat(office.handle(office.click("U2", APPROVE), 5)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.lastTold()).contains("decide again");
    assertThat(office.signals.alarms()).containsExactly("review-too-late");
  }

  @Test
  void aSilentVendorIsTriedAgain() {
    office.membersDown = true;
    assertThat(office.handle(office.click("U2", APPROVE))).isInstanceOf(Delivery.Retry.class);
    assertThat(office.teleport.submissions).isEmpty();
  }

  @Test
  void offSubmitsNothingAndSaysSo() {
    office.mode = Mode.OFF;
    office.handle(office.click("U2", APPROVE));
    assertThat(office.teleport.submissions).isEmpty();
    assertThat(office.lastTold()).contains("switched off", "/web/requests/" + Sample.ID);
  }

  @Test
  void shadowTellsUsWhatItWouldDoAndThePersonThatItIsOff() {
    office.mode = Mode.SHADOW;
    office.handle(office.click("U2", APPROVE));
    assertThat(office.teleport.submissions).isEmpty();
    assertThat(office.memory.writes()).isZero();
    assertThat(office.signals.events()).containsExactly("shadow");
    assertThat(office.lastTold()).contains("switched off");
    office.handle(office.click("U1", APPROVE));
    assertThat(office.signals.events()).containsExactly("shadow", "review-refused");
    assertThat(office.lastTold()).contains("switched off");
    assertThat(office.memory.writes()).isZero();
  }

  @Test
  void twoPeopleAtOnceEachGetATrueAnswer() {
    office.teleport.beforeSubmit =
        () -> {
          office.teleport.beforeSubmit = () -> {};
          office.handle(office.click("U3", DENY));
        };
    office.handle(office.click("U2", APPROVE));
    assertThat(office.teleport.submissions).containsExactly(CAROL + " DENY canary-reason");
    assertThat(office.told)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("U3: Your denial is recorded"),
            second ->
                assertThat(second)
                    .startsWith("U2: Your approval came too late.")
                    .contains("already denied by carol@example.com"));
    assertThat(office.outcomes()).containsExactlyInAnyOrder("recorded", "settled");
  }

  @Test
  void twoPeopleWriteTheirClaimsAtOnce() {
    office.teleport.approvalsNeeded = 2;
    office.memory.beforeWrite(
        () -> {
          office.memory.beforeWrite(() -> {});
          office.handle(office.click("U3", APPROVE));
        });
    office.handle(office.click("U2", APPROVE));
    assertThat(office.teleport.submissions).hasSize(2);
    assertThat(office.outcomes()).containsExactly("recorded", "recorded");
    assertThat(office.lastTold()).contains("is now approved");
  }

  @Test
  void aLinkThatIsTakenAwayCountsForNoFurtherClick() {
    office.teleport.approvalsNeeded = 2;
    Reviewer running = office.reviewer();
    handle(running, office.click("U2", APPROVE));
    assertThat(office.teleport.submissions).hasSize(1);
    office.teleport.users.removeIf(user -> user.name().equals(BOB));
    office.teleport.user(BOB, Map.of());
    handle(running, office.click("U2", APPROVE, "2", "again", FakeClock.START));
    assertThat(office.outcomes()).containsExactly("recorded", "not-linked");
    assertThat(office.lastTold()).contains("No Teleport user is linked to you");
    assertThat(office.teleport.submissions).hasSize(1);
  }

  private void handle(Reviewer running, Gesture gesture) {
    office.reading = new Gestures.Reading.Pressed(gesture);
    assertThat(
            running.handle(new SignedDelivery(RawBody.of("x"), Map.of(), ""), FakeClock.START, 1))
        .isEqualTo(Delivery.DELIVERED);
  }

  @Test
  void onePersonTwiceIsOneReview() {
    office.teleport.approvalsNeeded = 2;
    office.handle(office.click("U2", APPROVE));
    office.handle(office.click("U2", DENY, "2", "no", FakeClock.START));
    assertThat(office.teleport.submissions).hasSize(1);
    assertThat(office.lastTold()).contains("You have reviewed this request already");
  }

  @Test
  void onePersonTwiceAtOnceIsOneReview() {
    office.teleport.approvalsNeeded = 2;
    office.teleport.beforeSubmit =
        () -> {
          office.teleport.beforeSubmit = () -> {};
          office.handle(office.click("U2", DENY, "2", "no", FakeClock.START));
        };
    office.handle(office.click("U2", APPROVE));
    assertThat(office.teleport.submissions).containsExactly(BOB + " DENY no");
    assertThat(office.lastTold()).contains("You have reviewed this request already");
  }

  @Test
  void aReviewWhoseAnswerWasLostIsFoundAndRecorded() {
    office.teleport.answersToLose = 1;
    assertThat(office.handle(office.click("U2", APPROVE))).isInstanceOf(Delivery.Retry.class);
    assertThat(office.outcomes()).containsExactly("claimed");
    office.clock.advance(Duration.ofMinutes(12));
    assertThat(office.handle(office.click("U2", APPROVE), 2)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.teleport.submissions).hasSize(1);
    assertThat(office.outcomes()).containsExactly("recorded");
    assertThat(office.lastTold()).contains("recorded as bob@example.com");
  }

  @Test
  void whatSomebodyElseSettledIsTold() {
    office.teleport.review(CAROL, RequestState.APPROVED);
    office.handle(office.click("U2", DENY));
    assertThat(office.lastTold()).contains("already approved by carol@example.com");
    assertThat(office.outcomes()).containsExactly("settled");
  }

  @Test
  void anInvisibleRequestIsAskedForSomeTimesThenToldOf() {
    office.requests.gone();
    assertThat(office.handle(office.click("U2", APPROVE), 4)).isInstanceOf(Delivery.Retry.class);
    assertThat(office.handle(office.click("U2", APPROVE), 5)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.signals.alarms()).containsExactly("request-invisible");
    assertThat(office.lastTold()).contains("cannot be read", "/web/requests/");
  }

  @Test
  void aMessageThatMemoryDoesNotKnowIsNoted() {
    office.handle(office.click("U2", APPROVE));
    assertThat(office.answers().messages()).containsExactly("C1/170.1");
  }

  @Test
  void aMessageThatMemoryKnowsIsNotNoted() {
    office.memory.put(
        Sample.ID,
        Memory.PLUGIN,
        "slack",
        "{\"v\":1,\"notices\":[{\"to\":\"#ops\",\"state\":\"open\",\"ref\":\"C1/170.1\"}]}");
    office.handle(office.click("U2", APPROVE));
    assertThat(office.outcomes()).containsExactly("recorded");
    assertThat(office.answers().messages()).isEmpty();
  }

  @Test
  void answersOfANewerVersionAreNeverOverwritten() {
    String newer = "{\"v\":2,\"done\":[],\"messages\":[]}";
    office.memory.put(Sample.ID, Memory.PLUGIN, Answers.KEY, newer);
    assertThat(office.handle(office.click("U2", APPROVE))).isInstanceOf(Delivery.Retry.class);
    assertThat(office.memory.raw(Sample.ID, Answers.KEY)).isEqualTo(newer);
    assertThat(office.teleport.submissions).isEmpty();
  }

  @Test
  void whatIsNoDocumentOfOursIsNoObstacle() {
    office.memory.put(Sample.ID, Memory.PLUGIN, Answers.KEY, "garbage");
    office.handle(office.click("U2", APPROVE));
    assertThat(office.outcomes()).containsExactly("recorded");
  }
}
