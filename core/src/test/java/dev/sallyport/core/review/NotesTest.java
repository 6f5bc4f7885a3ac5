package dev.sallyport.core.review;

import static dev.sallyport.core.review.Office.BOB;
import static dev.sallyport.core.review.Verdict.APPROVE;
import static dev.sallyport.core.review.Verdict.DENY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Decisions by notes: what may be approved so, what cannot count, and places that are closed. */
class NotesTest {
  private static final String PLACE = "PINC001";

  private final Office office = new Office();

  @BeforeEach
  void byNotes() {
    office.manner = Manner.NOTES;
    office.approvable = Optional.of(Set.of());
  }

  @Test
  void whatIsNotListedCannotBeApproved() {
    office.handle(office.click("U2", APPROVE));
    assertThat(office.teleport.submissions).isEmpty();
    assertThat(office.outcomes()).containsExactly("not-approvable");
    assertThat(office.lastTold())
        .contains(
            "cannot be approved from here",
            "API key",
            "https://teleport.example.com/web/requests/" + Sample.ID);
  }

  @Test
  void whatIsNotListedCanBeDenied() {
    office.handle(office.click("U2", DENY));
    assertThat(office.teleport.submissions).containsExactly(BOB + " DENY canary-reason");
  }

  @Test
  void whatIsListedCanBeApproved() {
    office.approvable = Optional.of(Set.of("demo-role", "other"));
    office.handle(office.click("U2", APPROVE));
    assertThat(office.teleport.submissions).containsExactly(BOB + " APPROVE canary-reason");
  }

  @Test
  void anIncidentThatIsNotOursTellsNothingOfTheRequest() {
    office.requests.gone();
    office.reading = new Gestures.Reading.Refused(office.click("U2", DENY), Ending.NOT_OURS);
    assertThat(office.deliver(1)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.told).hasSize(1);
    assertThat(office.signals.events()).doesNotContain("request-invisible");
  }

  @Test
  void eachRoleMustBeListed() {
    ReviewPolicy policy =
        new ReviewPolicy(
            Duration.ofMinutes(10),
            "pagerduty_uid",
            Set.of(),
            false,
            Set.of(),
            java.util.Map.of(),
            Optional.of(Set.of("demo-role")));
    assertThat(policy.allows(APPROVE, List.of("demo-role"))).isTrue();
    assertThat(policy.allows(APPROVE, List.of("demo-role", "prod"))).isFalse();
    assertThat(policy.allows(APPROVE, List.of())).isFalse();
    assertThat(policy.allows(DENY, List.of("prod"))).isTrue();
  }

  @Test
  void theWordsSpeakOfNotes() {
    office.handle(office.click("U2", DENY, "1", "", dev.sallyport.core.testing.FakeClock.START));
    assertThat(office.lastTold()).contains("A reason is needed", "write the note again");
    office.clock.advance(Duration.ofMinutes(11));
    office.handle(office.click("U2", DENY, "2", "no", dev.sallyport.core.testing.FakeClock.START));
    assertThat(office.lastTold())
        .contains("Please decide again", "write the note again")
        .doesNotContain("button");
  }

  @ParameterizedTest
  @EnumSource(names = {"OTHER_REQUEST", "NOT_OURS", "NOT_CONFIRMED"})
  void whatCannotCountIsToldAndNeverSubmitted(Ending why) {
    office.reading = new Gestures.Reading.Refused(office.click("U2", DENY), why);
    assertThat(office.deliver(1)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.deliver(1)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.teleport.submissions).isEmpty();
    assertThat(office.outcomes()).containsExactly(why.word());
    assertThat(office.told).hasSize(1);
    assertThat(office.lastTold()).contains("https://teleport.example.com/web/requests/");
  }

  @Test
  void anotherRequestsNameIsAnsweredWithTheRightOne() {
    office.reading = new Gestures.Reading.Refused(office.click("U2", DENY), Ending.OTHER_REQUEST);
    office.deliver(1);
    assertThat(office.lastTold()).contains("this one ends in 30405060");
  }

  private Delivery close(int tries) {
    office.reading = new Gestures.Reading.Closed(new Closing(Sample.ID, PLACE));
    return office.deliver(tries);
  }

  @Test
  void closingDecidesNothingAndSaysSoOnce() {
    assertThat(close(1)).isEqualTo(Delivery.DELIVERED);
    assertThat(close(1)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.told).hasSize(1);
    assertThat(office.lastTold())
        .startsWith("PINC001: Resolving decides nothing")
        .contains("teleport deny 30405060", "/web/requests/");
    assertThat(office.teleport.submissions).isEmpty();
    assertThat(office.outcomes()).isEmpty();
  }

  @Test
  void closingWhatIsDecidedIsAsItShouldBe() {
    office.requests.is(Sample.in(RequestState.DENIED));
    close(1);
    assertThat(office.told).isEmpty();
    assertThat(office.memory.writes()).isZero();
  }

  @Test
  void whatDiedBeforeItToldTellsAtTheNextTry() {
    office.tellingsToFail = 1;
    assertThat(close(1)).isInstanceOf(Delivery.Retry.class);
    assertThat(close(2)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.told).hasSize(1);
  }

  @Test
  void nothingIsSaidOfAClosingWhileDecisionsAreOff() {
    office.mode = Mode.OFF;
    close(1);
    office.mode = Mode.SHADOW;
    close(1);
    assertThat(office.told).isEmpty();
    assertThat(office.memory.writes()).isZero();
    assertThat(office.signals.events()).containsExactly("shadow");
  }

  @Test
  void aClosingThatCannotBeToldIsAWarning() {
    office.untellable = Optional.of("no such incident");
    assertThat(close(1)).isEqualTo(Delivery.DELIVERED);
    assertThat(office.signals.events()).containsExactly("answer-untold");
  }

  @Test
  void answersKeepWhatWasRemarked() {
    close(1);
    office.handle(office.click("U2", DENY));
    assertThat(office.answers().remarked()).containsExactly(PLACE);
    assertThat(office.outcomes()).containsExactly("recorded");
  }
}
