package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.config.Mode;
import dev.sallyport.core.decision.Decision.Verdict;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.testing.Crash;
import dev.sallyport.core.testing.Sample;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When a request is approved automatically, and when not. */
class JudgementTest {
  private final Panel panel = new Panel();

  @Test
  void approvesWhenTheRequesterIsOnCall() {
    assertThat(panel.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.approvals).hasSize(1);
    assertThat(panel.approvals.getFirst())
        .startsWith(
            "alice@example.com is on call at pagerduty for the service Critical on escalation level"
                + " 1");
    Decision decision = panel.decision().orElseThrow();
    assertThat(decision.verdict()).isEqualTo(Verdict.APPROVED);
    assertThat(decision.evidence())
        .contains(
            new Evidence(
                "pagerduty",
                Optional.of("Critical"),
                Optional.empty(),
                1,
                Optional.empty(),
                Optional.empty(),
                panel.clock.instant()));
    assertThat(panel.stored(Seen.KEY, Seen.class))
        .as("the state before our own vote, so that its event is still missed if it is lost")
        .hasValueSatisfying(seen -> assertThat(seen.state()).isEqualTo(RequestState.PENDING));
  }

  @Test
  void whatHappensWhileProvidersAreAskedStopsTheVote() {
    panel.whileAsked =
        () ->
            panel.requests.is(
                Panel.asking().review("bob@example.com", RequestState.APPROVED).build());
    panel.changed();
    assertThat(panel.approvals).isEmpty();
    assertThat(panel.verdict()).contains(Verdict.ABSTAINED);
    assertThat(panel.decision().orElseThrow().why().getFirst()).contains("reviewed");
  }

  @Test
  void aRequestThatGrowsTooOldWhileProvidersAreAskedIsLeftToPeople() {
    panel.whileAsked = () -> panel.clock.advance(Duration.ofMinutes(11));
    panel.changed();
    assertThat(panel.approvals).isEmpty();
    assertThat(panel.verdict()).contains(Verdict.ABSTAINED);
  }

  @Test
  void asksForTheRequesterAndOnlyWhatIsListed() {
    panel.requests.is(
        Sample.request().annotation("pagerduty_services", "Elsewhere", "Critical").build());
    panel.changed();
    assertThat(panel.questions)
        .hasSize(1)
        .allSatisfy(
            question -> {
              assertThat(question.user()).isEqualTo("alice@example.com");
              assertThat(question.names()).containsExactly("Critical");
              assertThat(question.created()).contains(Sample.CREATED);
            });
  }

  @Test
  void isAskedAtMostOnce() {
    panel.answer = new Answer.NotOnCall("nobody is");
    panel.changed();
    panel.answer = new Answer.OnShift(List.of(Panel.SHIFT));
    panel.changed();
    panel.requests.is(Panel.asking().revision("r2").build());
    panel.changed();
    assertThat(panel.questions).hasSize(1);
    assertThat(panel.verdict()).contains(Verdict.ABSTAINED);
    assertThat(panel.decision().orElseThrow().why())
        .containsExactly(
            "nobody is",
            "asked pagerduty about the service Critical: not on call: nobody is",
            "entry 1 (services critical; roles demo-role): no provider says that the requester is"
                + " on call for it");
    assertThat(panel.approvals).isEmpty();
  }

  @Test
  void anUnknownAnswerIsAskedForAgainWithinTheWindow() {
    panel.answer = new Answer.Unknown("time-out");
    assertThat(panel.changed()).isEqualTo(new Delivery.Retry(Duration.ofSeconds(15), "time-out"));
    assertThat(panel.verdict()).isEmpty();
    panel.clock.advance(Duration.ofSeconds(15));
    panel.answer = new Answer.OnShift(List.of(Panel.SHIFT));
    assertThat(panel.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.verdict()).contains(Verdict.APPROVED);
  }

  @Test
  void anUnknownAnswerIsANoOnceTheWindowIsOver() {
    panel.answer = new Answer.Unknown("time-out");
    panel.changed();
    panel.clock.advance(Duration.ofMinutes(9));
    assertThat(panel.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.verdict()).contains(Verdict.ABSTAINED);
    assertThat(panel.questions).hasSize(1);
  }

  @Test
  void anAbstentionIsRecordedWithItsReason() {
    panel.requests.is(Panel.asking().review("bob@example.com", RequestState.DENIED).build());
    panel.changed();
    assertThat(panel.decision().orElseThrow().why())
        .containsExactly("somebody has reviewed it already");
    assertThat(panel.questions).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"APPROVED", "DENIED", "PROMOTED", "UNKNOWN"})
  void nobodyIsAskedAboutWhatIsNotPending(RequestState state) {
    panel.requests.is(Panel.asking().state(state).build());
    panel.changed();
    assertThat(panel.questions).isEmpty();
    assertThat(panel.decision()).isEmpty();
  }

  @Test
  void nobodyIsAskedWhereTheRequestDoesNotAskForIt() {
    panel.requests.is(Sample.pending());
    panel.changed();
    assertThat(panel.questions).isEmpty();
    assertThat(panel.decision()).isEmpty();
  }

  @Test
  void shadowAsksAndDoesNotApprove() {
    panel.mode = Mode.SHADOW;
    assertThat(panel.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.approvals).isEmpty();
    assertThat(panel.signals.events()).contains("shadow");
    assertThat(panel.decision().orElseThrow().why().getFirst())
        .startsWith("shadow: would have approved.");
    assertThat(panel.decision().orElseThrow().evidence()).isPresent();
  }

  @Test
  void offAsksNobodyAndDecidesNothing() {
    panel.mode = Mode.OFF;
    panel.changed();
    assertThat(panel.questions).isEmpty();
    assertThat(panel.decision()).isEmpty();
    assertThat(panel.stored(Routing.KEY, Routing.class)).isPresent();
  }

  @Test
  void rightsThatAreTooWideApproveNothingAndAlarm() {
    panel.overreach = Optional.of("review_requests names *");
    panel.changed();
    assertThat(panel.questions).isEmpty();
    assertThat(panel.approvals).isEmpty();
    assertThat(panel.verdict()).contains(Verdict.ABSTAINED);
    assertThat(panel.signals.alarms()).containsExactly("rights-too-wide");
  }

  @Test
  void aRefusedReviewAlarms() {
    panel.submitted = Optional.of(new Reviews.Submitted.Refused("access denied"));
    assertThat(panel.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.verdict()).contains(Verdict.ABSTAINED);
    assertThat(panel.signals.alarms()).containsExactly("review-refused");
  }

  @Test
  void aReviewThatComesTooLateIsAnAbstention() {
    panel.submitted = Optional.of(new Reviews.Submitted.TooLate("already denied"));
    assertThat(panel.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.decision().orElseThrow().why().getFirst()).isEqualTo("already denied");
    assertThat(panel.signals.alarms()).isEmpty();
  }

  @Test
  void ourOwnReviewFoundAfterACrashCountsAsRecorded() {
    panel.requests.is(Panel.asking().review(Panel.SELF, RequestState.APPROVED).build());
    panel.changed();
    assertThat(panel.verdict()).contains(Verdict.APPROVED);
    assertThat(panel.questions).isEmpty();
    assertThat(panel.approvals).isEmpty();
  }

  @Test
  void aReviewIsSubmittedOnceWhereverTheProcessDies() {
    for (int point = 0; point < 12; point++) {
      Panel one = new Panel();
      one.crash.at(point);
      for (int round = 0; round < 3; round++) {
        try {
          one.changed();
        } catch (Crash.Died e) {
          one.crash.never();
        }
      }
      assertThat(one.approvals).as("died at point " + point).hasSize(1);
    }
  }

  @Test
  void aReviewWhoseAnswerIsLostIsNotSubmittedAgain() {
    panel.answerOfReviewIsLost = true;
    assertThat(panel.changed()).isInstanceOf(Delivery.Retry.class);
    assertThat(panel.stored(Routing.KEY, Routing.class)).as("nobody waits for it").isPresent();
    assertThat(panel.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.approvals).hasSize(1);
    assertThat(panel.decision().orElseThrow().verdict()).isEqualTo(Verdict.APPROVED);
  }

  @Test
  void asksAllProvidersAtOnceAndMakesOneReview() {
    CountDownLatch both = new CountDownLatch(2);
    panel.policy =
        Policies.of(
            Policies.services("Critical").roles("demo-role").build(),
            Policies.schedules("Night").roles("demo-role").build());
    panel.requests.is(Panel.asking().annotation("teleport.dev/schedules", "Night").build());
    panel.providers =
        List.of(
            meeting(both, OnCall.Kind.SERVICE, "pagerduty_services", 2),
            meeting(both, OnCall.Kind.SCHEDULE, "teleport.dev/schedules", 1));
    panel.changed();
    assertThat(panel.approvals).hasSize(1);
    assertThat(panel.approvals.getFirst()).contains("for the schedule Night on escalation level 1");
    Decision decision = panel.decision().orElseThrow();
    assertThat(decision.evidence().orElseThrow().schedule()).contains("Night");
    assertThat(decision.evidence().orElseThrow().service()).isEmpty();
    assertThat(decision.why()).anyMatch(line -> line.startsWith("asked service about"));
  }

  /** Answers only once as many were asked as the latch wants. */
  private static OnCall meeting(
      CountDownLatch latch, OnCall.Kind kind, String annotation, int level) {
    return new OnCall() {
      @Override
      public String provider() {
        return kind.word();
      }

      @Override
      public Kind kind() {
        return kind;
      }

      @Override
      public String annotation() {
        return annotation;
      }

      @Override
      public Answer ask(Question question) {
        latch.countDown();
        try {
          latch.await();
        } catch (InterruptedException e) {
          return new Answer.Unknown("interrupted");
        }
        return new Answer.OnShift(
            List.of(
                new Shift(question.names().getFirst(), level, Optional.empty(), Optional.empty())));
      }
    };
  }

  @Test
  void aRoleThatIsNeverApprovedIsDeniedByPolicyAndNothingIsReviewed() {
    panel.policy =
        Policies.never(
            new NeverRoles(List.of("demo-*")),
            Policies.services("Critical").roles("demo-role").build());
    assertThat(panel.changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.verdict()).contains(Verdict.DENIED_BY_POLICY);
    assertThat(panel.decision().orElseThrow().why())
        .containsExactly(
            "the role demo-role is never approved automatically: never_roles holds demo-*");
    assertThat(panel.questions).isEmpty();
    assertThat(panel.approvals).isEmpty();
    assertThat(panel.signals.alarms()).isEmpty();
    assertThat(panel.stored(Routing.KEY, Routing.class)).as("people hear of it").isPresent();
  }

  @Test
  void theTraceStaysSmallHoweverLongThePolicyAndItsNames() {
    String name = "\u20ac".repeat(2_000);
    panel.policy =
        Policies.of(
            Stream.generate(() -> Policies.services(name).roles("demo-role").build())
                .limit(100)
                .toArray(Allow[]::new));
    panel.requests.is(Sample.request().annotation("pagerduty_services", name).build());
    panel.answer =
        new Answer.OnShift(List.of(new OnCall.Shift(name, 1, Optional.empty(), Optional.empty())));
    panel.changed();
    assertThat(panel.approvals.getFirst().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(4096);
    assertThat(panel.approvals.getFirst()).contains("escalation level 1", "by Sallyport.");
    assertThat(panel.decision().orElseThrow().why())
        .hasSize(18)
        .last()
        .isEqualTo("and 85 steps more");
    assertThat(panel.memory.raw(Sample.ID, Decision.KEY).length()).isLessThan(6_000);
  }

  @Test
  void aLevelThatIsNotToldIsNoNumber() {
    panel.policy = Policies.of(Policies.services("Critical").roles("demo-role").build());
    panel.answer =
        new Answer.OnShift(
            List.of(
                new OnCall.Shift(
                    "Critical", OnCall.Shift.UNKNOWN_LEVEL, Optional.empty(), Optional.empty())));
    panel.changed();
    assertThat(panel.approvals.getFirst()).contains("on an escalation level that is not told");
    assertThat(panel.decision().orElseThrow().evidence().orElseThrow().level()).isZero();
  }

  @Test
  void evidenceNamesTheServiceOrTheSchedule() {
    panel.mode = Mode.SHADOW;
    panel.changed();
    String stored = panel.memory.raw(Sample.ID, Decision.KEY);
    assertThat(stored).contains("\"service\":\"Critical\"").doesNotContain("\"schedule\"");
  }

  @Test
  void theReasonFitsIntoTeleport() {
    panel.answer =
        new Answer.OnShift(
            List.of(
                new OnCall.Shift(
                    "Critical",
                    1,
                    Optional.of(Sample.CREATED.minusSeconds(60)),
                    Optional.of(Sample.ACCESS_EXPIRES))));
    panel.changed();
    assertThat(panel.approvals.getFirst()).contains("a shift from 2026-11-20T09:58:00Z to ");
    assertThat(panel.approvals.getFirst().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(4096);
  }
}
