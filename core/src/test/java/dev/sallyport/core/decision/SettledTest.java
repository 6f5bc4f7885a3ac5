package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.review.Answers;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.testing.Sample;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By whom a request was decided, and how fast. */
class SettledTest {
  private final Panel panel = new Panel();

  private List<Signal> decided() {
    return panel.signals.said().stream().filter(it -> it.event().equals("decided")).toList();
  }

  @Test
  void isToldOnceWithTheTimeOfTheLastReview() {
    panel.requests.is(Sample.pending());
    panel.changed();
    panel.requests.is(
        Sample.request().state(RequestState.DENIED).review("bob", RequestState.DENIED).build());
    panel.changed();
    panel.changed();
    assertThat(decided())
        .singleElement()
        .satisfies(
            it -> assertThat(it.fields()).containsEntry("seconds", "60.0").containsKey("by"));
  }

  @Test
  void ourOwnApprovalIsOnCalls() {
    panel.changed();
    assertThat(panel.verdict()).contains(Decision.Verdict.APPROVED);
    panel.requests.is(Panel.asking().state(RequestState.APPROVED).build());
    panel.changed();
    assertThat(decided()).singleElement().satisfies(it -> by(it, "on-call"));
  }

  @Test
  void whatSomebodyDeniedIsNotOnCallsAlthoughWeApproved() {
    panel.changed();
    assertThat(panel.verdict()).contains(Decision.Verdict.APPROVED);
    panel.requests.is(Panel.asking().state(RequestState.DENIED).build());
    panel.changed();
    assertThat(decided()).singleElement().satisfies(it -> by(it, "teleport"));
  }

  @Test
  void anAnswerOfTheOtherVerdictDecidedNothing() {
    answered("recorded");
    panel.requests.is(Sample.in(RequestState.APPROVED));
    panel.changed();
    assertThat(decided()).singleElement().satisfies(it -> by(it, "teleport"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"recorded", "claimed"})
  void aSubmittedAnswerIsItsVendors(String outcome) {
    answered(outcome);
    panel.requests.is(Sample.in(RequestState.DENIED));
    panel.changed();
    assertThat(decided()).singleElement().satisfies(it -> by(it, "slack"));
  }

  @Test
  void anAnswerThatCameToNothingIsNobodys() {
    answered("too-late");
    panel.requests.is(Sample.in(RequestState.DENIED));
    panel.changed();
    assertThat(decided()).singleElement().satisfies(it -> by(it, "teleport"));
  }

  @Test
  void anythingElseIsTeleports() {
    panel.requests.is(Sample.in(RequestState.DENIED));
    panel.changed();
    assertThat(decided()).singleElement().satisfies(it -> by(it, "teleport"));
  }

  private void answered(String outcome) {
    panel.memory.put(
        Sample.ID,
        "sallyport",
        Answers.KEY,
        """
        {"v":1,"done":[{"delivery":"U1/1/r","actor":"U1","verdict":"deny","outcome":"%s",
        "at":"2026-01-01T00:00:00Z","vendor":"slack"}],"messages":[],"remarked":[]}\
        """
            .formatted(outcome));
  }

  private static void by(Signal told, String whom) {
    assertThat(told.fields()).containsEntry("by", whom);
  }
}
