package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.decision.AutoApproval.Opening;
import dev.sallyport.core.decision.AutoApproval.Verdict;
import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.oncall.OnCall.Kind;
import dev.sallyport.core.oncall.OnCall.Shift;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoApprovalTest {
  private static final Instant NOW = FakeClock.START;
  private static final Shift PERMANENT = shift("Low", 1);

  private static Shift shift(String name, int level) {
    return new Shift(name, level, Optional.empty(), Optional.empty());
  }

  private static AutoApproval low() {
    return Policies.of(Policies.services("Low").roles("low", "lower").build());
  }

  private static Sample request(String... roles) {
    return Sample.request().roles(roles);
  }

  private static Asked services(String... names) {
    return new Asked("pagerduty", Kind.SERVICE, List.of(names));
  }

  private static Asked schedules(String... names) {
    return new Asked("opsgenie", Kind.SCHEDULE, List.of(names));
  }

  private static Opening open(AutoApproval policy, Sample request, Asked... asked) {
    return policy.open(request.build(), List.of(asked), NOW);
  }

  private static void abstains(Sample request, String why) {
    abstains(low(), request, why);
  }

  private static void abstains(AutoApproval policy, Sample request, String why) {
    assertThat(open(policy, request, services("Low")))
        .isInstanceOfSatisfying(
            Opening.Abstain.class, abstain -> assertThat(abstain.why()).contains(why));
  }

  @Test
  void asksAboutTheNamesThatAreListedForAllRequestedRoles() {
    assertThat(open(low(), request("low"), services("Other", " LOW ", "low")))
        .isEqualTo(new Opening.Ask(List.of(services(" LOW ", "low"))));
    assertThat(open(low(), request("low", "lower"), services("Low")))
        .isEqualTo(new Opening.Ask(List.of(services("Low"))));
  }

  @Test
  void oneListedRoleDoesNotBringAnotherAlong() {
    abstains(request("low", "prod-admin"), "it does not list prod-admin");
  }

  @Test
  void twoEntriesDoNotAddUp() {
    AutoApproval both =
        Policies.of(
            Policies.services("Low").roles("low").build(),
            Policies.services("High").roles("prod-admin").build());
    Asked asked = services("Low", "High");
    assertThat(open(both, request("low", "prod-admin"), asked)).isInstanceOf(Opening.Abstain.class);
    assertThat(judge(both, request("prod-admin"), asked, shift("Low", 1)))
        .isInstanceOf(Verdict.Abstain.class);
  }

  @Test
  void aScheduleIsNoServiceOfItsNameNorTheOtherWayRound() {
    AutoApproval service = low();
    AutoApproval schedule = Policies.of(Policies.schedules("Low").roles("low").build());
    assertThat(open(service, request("low"), schedules("Low"))).isInstanceOf(Opening.Abstain.class);
    assertThat(open(schedule, request("low"), services("Low"))).isInstanceOf(Opening.Abstain.class);
    assertThat(open(schedule, request("low"), schedules("Low"))).isInstanceOf(Opening.Ask.class);
    assertThat(judge(service, request("low"), schedules("Low"), PERMANENT))
        .isInstanceOf(Verdict.Abstain.class);
    assertThat(judge(schedule, request("low"), services("Low"), PERMANENT))
        .isInstanceOf(Verdict.Abstain.class);
    assertThat(judge(schedule, request("low"), schedules("Low"), PERMANENT))
        .isInstanceOf(Verdict.Approve.class);
  }

  @Test
  void asksEachProviderOnlyWhatAnEntryListsForIt() {
    AutoApproval policy =
        Policies.of(
            Policies.services("Low").roles("low").build(),
            Policies.schedules("Night").roles("low").build());
    assertThat(open(policy, request("low"), services("Low", "Night"), schedules("Low", "Night")))
        .isEqualTo(new Opening.Ask(List.of(services("Low"), schedules("Night"))));
  }

  @Test
  void rolesAreComparedByTheirExactNames() {
    abstains(request("LOW"), "it does not list LOW");
  }

  @Test
  void abstainsWhereNothingIsListed() {
    abstains(Policies.of(), request("low"), "nothing is listed in auto_approval.allow");
  }

  @Test
  void abstainsWithoutARole() {
    abstains(request(), "names no role");
  }

  @Test
  void abstainsOnceTheWindowIsOver() {
    abstains(request("low").created(Optional.of(NOW.minusSeconds(600))), "older than 10 minutes");
    abstains(request("low").created(Optional.empty()), "older than");
    assertThat(
            open(
                low(),
                request("low").created(Optional.of(NOW.minusMillis(599_999))),
                services("Low")))
        .isInstanceOf(Opening.Ask.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"LONG_TERM", "UNKNOWN"})
  void abstainsOnWhatIsNotShortTerm(AccessRequest.Kind kind) {
    abstains(request("low").kind(kind), "no short-term request");
  }

  @Test
  void abstainsOnPartsThatItDoesNotKnow() {
    abstains(request("low").unknownParts(), "parts that this version does not know");
  }

  @Test
  void abstainsOnALaterStart() {
    abstains(request("low").assumeStart(NOW.plusMillis(1)), "starts later");
    assertThat(open(low(), request("low").assumeStart(NOW), services("Low")))
        .isInstanceOf(Opening.Ask.class);
  }

  @Test
  void abstainsAfterAnybodysReview() {
    abstains(request("low").review("bob@example.com", RequestState.DENIED), "reviewed it already");
    abstains(request("low").review("bob@example.com", RequestState.APPROVED), "reviewed it");
    abstains(request("low").review("@bot", RequestState.APPROVED), "another machine has voted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"low", "l*", "*w", "*o*", "*"})
  void aRoleThatIsNeverApprovedStopsEverything(String pattern) {
    AutoApproval policy =
        Policies.never(new NeverRoles(List.of("x", pattern)), low().allow().getFirst());
    assertThat(open(policy, request("low", "lower"), services("Low")))
        .isInstanceOfSatisfying(
            Opening.Deny.class,
            deny -> assertThat(deny.why()).contains("the role low", "never_roles", pattern));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOW", "lo", "ow", "l*x", "*x*", "low*w", "l*l*w", ""})
  void aPatternThatDoesNotCoverTheRoleStopsNothing(String pattern) {
    assertThat(new NeverRoles(List.of(pattern)).of("low")).isEmpty();
  }

  @Test
  void aLongAccessIsLeftToPeople() {
    AutoApproval policy =
        Policies.of(Policies.services("Low").roles("low").maxDuration(Duration.ofHours(4)).build());
    Sample request = request("low");
    abstains(
        policy,
        request.accessExpires(Optional.of(Sample.CREATED.plus(Duration.ofMinutes(242)))),
        "the access would last 4h 2m, max_duration is 4h");
    abstains(policy, request.accessExpires(Optional.empty()), "not known how long");
    assertThat(
            open(
                policy,
                request.accessExpires(Optional.of(Sample.CREATED.plus(Duration.ofHours(4)))),
                services("Low")))
        .isInstanceOf(Opening.Ask.class);
  }

  @Test
  void aReasonMayBeRequired() {
    AutoApproval policy =
        Policies.of(Policies.services("Low").roles("low").requireReason().build());
    abstains(policy, request("low").reason(" \n"), "gives no reason");
    assertThat(open(policy, request("low").reason("x"), services("Low")))
        .isInstanceOf(Opening.Ask.class);
  }

  @Test
  void theReasonMayHaveToMatchAndIsNotTold() {
    AutoApproval policy =
        Policies.of(Policies.services("Low").roles("low").pattern("OPS-\\d+").build());
    abstains(policy, request("low").reason("canary"), "does not match reason_pattern");
    assertThat(open(policy, request("low").reason("canary"), services("Low")).toString())
        .doesNotContain("canary");
    assertThat(open(policy, request("low").reason("see OPS-12"), services("Low")))
        .isInstanceOf(Opening.Ask.class);
  }

  @Test
  void ofSeveralEntriesTheOneThatComesClosestIsTold() {
    abstains(
        Policies.of(
            Policies.services("Low").roles("low").requireReason().build(),
            Policies.services("Other").roles("low").build(),
            Policies.services("Low").roles("other").build()),
        request("low").reason(""),
        "the request gives no reason");
  }

  private static Verdict judge(AutoApproval policy, Sample request, Asked asked, Shift... shifts) {
    return judge(policy, request, new Answered(asked, new Answer.OnShift(List.of(shifts))));
  }

  private static Verdict judge(AutoApproval policy, Sample request, Answered... answers) {
    List<Answered> all = List.of(answers);
    return policy.judge(request.build(), all.stream().map(Answered::asked).toList(), all, NOW);
  }

  private static Verdict judge(Policies entry, Shift... shifts) {
    return judge(Policies.of(entry.roles("low").build()), request("low"), services("Low"), shifts);
  }

  private static Policies entry() {
    return Policies.services("Low");
  }

  private static void approves(Verdict verdict, Shift because) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Approve.class,
            approve ->
                assertThat(approve.grant())
                    .isEqualTo(new Grant("pagerduty", Kind.SERVICE, because)));
  }

  private static void abstains(Verdict verdict, String why) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Abstain.class, abstain -> assertThat(abstain.why()).contains(why));
  }

  @Test
  void approvesBecauseOfTheLowestLevel() {
    approves(judge(entry(), shift("Low", 3), shift("low", 2)), shift("low", 2));
  }

  @Test
  void aShiftAboveTheHighestLevelDoesNotCount() {
    abstains(
        judge(entry().maxLevel(1), shift("Low", 2)), "escalation level 2 is above max_level 1");
    approves(judge(entry().maxLevel(2), shift("Low", 2)), shift("Low", 2));
    abstains(judge(entry(), shift("Low", 0)), "escalation level 0 is none");
    Shift untold = shift("Low", Shift.UNKNOWN_LEVEL);
    abstains(judge(entry().maxLevel(100), untold), "the escalation level is not told");
    approves(judge(entry(), untold), untold);
  }

  @Test
  void aShiftForSomethingElseDoesNotCount() {
    abstains(judge(entry(), shift("Lower", 1)), "no shift there");
    abstains(judge(entry()), "no shift there");
  }

  @Test
  void aShiftThatNobodyAskedForDoesNotCount() {
    AutoApproval policy = Policies.of(Policies.services("Low", "High").roles("low").build());
    abstains(judge(policy, request("low"), services("Low"), shift("High", 1)), "no shift there");
  }

  @Test
  void aShiftThatBeginsAfterTheRequestWasMadeDoesNotCount() {
    Instant created = Sample.CREATED;
    Optional<Instant> end = Optional.of(created.plus(Duration.ofHours(8)));
    Shift late = new Shift("Low", 1, Optional.of(created.plusMillis(1)), end);
    Shift early = new Shift("Low", 1, Optional.of(created), end);
    abstains(judge(entry(), late), "made before the shift began");
    approves(judge(entry(), early), early);
    approves(judge(entry(), late, early), early);
  }

  @Test
  void aShiftThatIsOverDoesNotCount() {
    abstains(
        judge(entry(), new Shift("Low", 1, Optional.empty(), Optional.of(NOW))),
        "the shift is over");
  }

  @Test
  void aYoungShiftDoesNotCount() {
    Policies entry = entry().minShiftAge(Duration.ofMinutes(30));
    Instant latest = Sample.CREATED.minus(Duration.ofMinutes(30));
    Shift old = new Shift("Low", 1, Optional.of(latest), Optional.empty());
    approves(judge(entry, old), old);
    abstains(
        judge(entry, new Shift("Low", 1, Optional.of(latest.plusSeconds(61)), Optional.empty())),
        "the shift had begun 28m 59s before the request, min_shift_age is 30m");
    abstains(judge(entry, PERMANENT), "not known when the shift began");
  }

  private static Answered answered(Asked asked, Answer answer) {
    return new Answered(asked, answer);
  }

  @Test
  void unknownIsNeitherYesNorNo() {
    assertThat(
            judge(low(), request("low"), answered(services("Low"), new Answer.Unknown("time-out"))))
        .isInstanceOfSatisfying(
            Verdict.Undecided.class, open -> assertThat(open.why()).isEqualTo("time-out"));
    abstains(
        judge(low(), request("low"), answered(services("Low"), new Answer.NotOnCall("nobody"))),
        "nobody");
  }

  @Test
  void oneYesIsEnoughAndOneUnknownWithoutAYesLeavesItOpen() {
    AutoApproval policy =
        Policies.of(
            Policies.services("Low").roles("low").maxLevel(1).build(),
            Policies.schedules("Night").roles("low").build());
    Answered unknown = answered(schedules("Night"), new Answer.Unknown("time-out"));
    Answered yes = answered(services("Low"), new Answer.OnShift(List.of(PERMANENT)));
    Answered tooHigh = answered(services("Low"), new Answer.OnShift(List.of(shift("Low", 2))));
    Answered no = answered(services("Low"), new Answer.NotOnCall("nobody"));
    approves(judge(policy, request("low"), unknown, yes), PERMANENT);
    assertThat(judge(policy, request("low"), tooHigh, unknown))
        .isInstanceOf(Verdict.Undecided.class);
    assertThat(judge(policy, request("low"), unknown, no)).isInstanceOf(Verdict.Undecided.class);
    abstains(
        judge(policy, request("low"), no, answered(schedules("Night"), new Answer.NotOnCall("x"))),
        "nobody; x");
  }

  @Test
  void theStepsTellEachAnswerAndTheFirstConditionThatFailedOfEachEntry() {
    AutoApproval policy =
        Policies.of(
            Policies.services("Low").roles("low").maxLevel(1).build(),
            Policies.services("Low").roles("other").build(),
            Policies.schedules("Night").roles("low").build());
    assertThat(
            judge(
                policy,
                request("low"),
                answered(services("Low"), new Answer.OnShift(List.of(shift("Low", 3)))),
                answered(schedules("Night"), new Answer.NotOnCall("nobody is"))))
        .isEqualTo(
            new Verdict.Abstain(
                "on call, but no shift counts: escalation level 3 is above max_level 1",
                List.of(
                    "asked pagerduty about the service Low: on call for the service Low on"
                        + " escalation level 3",
                    "asked opsgenie about the schedule Night: not on call: nobody is",
                    "entry 1 (services Low; roles low): escalation level 3 is above max_level 1",
                    "entry 2 (services Low; roles other): it does not list low",
                    "entry 3 (schedules Night; roles low): no provider says that the requester is"
                        + " on call for it")));
  }
}
