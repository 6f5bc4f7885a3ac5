package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.decision.AutoApproval.Allow;
import dev.sallyport.core.decision.AutoApproval.Opening;
import dev.sallyport.core.decision.AutoApproval.Verdict;
import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.oncall.OnCall.Shift;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AutoApprovalTest {
  private static final Instant NOW = FakeClock.START;
  private static final Shift PERMANENT = shift("Low", 1);

  private static Allow allow(String name, OptionalInt maxLevel, String... roles) {
    return new Allow(List.of(name), Set.of(roles), maxLevel);
  }

  private static Shift shift(String name, int level) {
    return new Shift(name, level, Optional.empty(), Optional.empty());
  }

  private static AutoApproval policy(Allow... allow) {
    return new AutoApproval(List.of(allow), Duration.ofMinutes(10), Set.of("@bot"));
  }

  private static AutoApproval low() {
    return policy(allow("Low", OptionalInt.empty(), "low", "lower"));
  }

  private static Sample request(String... roles) {
    return Sample.request().roles(roles);
  }

  private static Opening open(AutoApproval policy, Sample request, String... asked) {
    return policy.open(request.build(), List.of(asked), NOW);
  }

  private static void abstains(Sample request, String why) {
    assertThat(open(low(), request, "Low"))
        .isInstanceOfSatisfying(
            Opening.Abstain.class, abstain -> assertThat(abstain.why()).contains(why));
  }

  @Test
  void asksAboutTheNamesThatAreListedForAllRequestedRoles() {
    assertThat(open(low(), request("low"), "Other", " LOW ", "low"))
        .isEqualTo(new Opening.Ask(List.of(" LOW ", "low")));
    assertThat(open(low(), request("low", "lower"), "Low"))
        .isEqualTo(new Opening.Ask(List.of("Low")));
  }

  @Test
  void oneListedRoleDoesNotBringAnotherAlong() {
    abstains(request("low", "prod-admin"), "lists all of the requested roles");
  }

  @Test
  void twoEntriesDoNotAddUp() {
    AutoApproval both =
        policy(
            allow("Low", OptionalInt.empty(), "low"),
            allow("High", OptionalInt.empty(), "prod-admin"));
    assertThat(open(both, request("low", "prod-admin"), "Low", "High"))
        .isInstanceOf(Opening.Abstain.class);
    assertThat(both.judge(request("prod-admin").build(), new Answer.OnShift(List.of(PERMANENT))))
        .isInstanceOf(Verdict.Abstain.class);
  }

  @Test
  void rolesAreComparedByTheirExactNames() {
    abstains(request("LOW"), "lists all of the requested roles");
  }

  @Test
  void abstainsWhereNothingIsListed() {
    assertThat(open(policy(), request("low"), "Low"))
        .isEqualTo(new Opening.Abstain("nothing is listed in auto_approval.allow"));
  }

  @Test
  void abstainsWithoutARole() {
    abstains(request(), "names no role");
  }

  @Test
  void abstainsOnceTheWindowIsOver() {
    abstains(request("low").created(Optional.of(NOW.minusSeconds(600))), "older than 10 minutes");
    abstains(request("low").created(Optional.empty()), "older than");
    assertThat(open(low(), request("low").created(Optional.of(NOW.minusMillis(599_999))), "Low"))
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
    assertThat(open(low(), request("low").assumeStart(NOW), "Low")).isInstanceOf(Opening.Ask.class);
  }

  @Test
  void abstainsAfterAnybodysReview() {
    abstains(request("low").review("bob@example.com", RequestState.DENIED), "reviewed it already");
    abstains(request("low").review("bob@example.com", RequestState.APPROVED), "reviewed it");
    abstains(request("low").review("@bot", RequestState.APPROVED), "another machine has voted");
  }

  private static Verdict judge(OptionalInt maxLevel, Shift... shifts) {
    return policy(allow("Low", maxLevel, "low"))
        .judge(request("low").build(), new Answer.OnShift(List.of(shifts)));
  }

  @Test
  void approvesBecauseOfTheLowestLevel() {
    assertThat(judge(OptionalInt.empty(), shift("Low", 3), shift("low", 2)))
        .isEqualTo(new Verdict.Approve(shift("low", 2)));
  }

  @Test
  void aShiftAboveTheHighestLevelDoesNotCount() {
    assertThat(judge(OptionalInt.of(1), shift("Low", 2))).isInstanceOf(Verdict.Abstain.class);
    assertThat(judge(OptionalInt.of(2), shift("Low", 2))).isInstanceOf(Verdict.Approve.class);
    assertThat(judge(OptionalInt.empty(), shift("Low", 0))).isInstanceOf(Verdict.Abstain.class);
  }

  @Test
  void aShiftForSomethingElseDoesNotCount() {
    assertThat(judge(OptionalInt.empty(), shift("Lower", 1))).isInstanceOf(Verdict.Abstain.class);
    assertThat(judge(OptionalInt.empty())).isInstanceOf(Verdict.Abstain.class);
  }

  @Test
  void aShiftThatBeginsAfterTheRequestWasMadeDoesNotCount() {
    Instant created = Sample.CREATED;
    Optional<Instant> end = Optional.of(created.plus(Duration.ofHours(8)));
    Shift late = new Shift("Low", 1, Optional.of(created.plusMillis(1)), end);
    Shift early = new Shift("Low", 1, Optional.of(created), end);
    assertThat(judge(OptionalInt.empty(), late)).isInstanceOf(Verdict.Abstain.class);
    assertThat(judge(OptionalInt.empty(), early)).isEqualTo(new Verdict.Approve(early));
    assertThat(judge(OptionalInt.empty(), late, early)).isEqualTo(new Verdict.Approve(early));
  }

  @Test
  void unknownIsNeitherYesNorNo() {
    AccessRequest request = request("low").build();
    assertThat(low().judge(request, new Answer.Unknown("time-out")))
        .isEqualTo(new Verdict.Undecided("time-out"));
    assertThat(low().judge(request, new Answer.NotOnCall("nobody")))
        .isEqualTo(new Verdict.Abstain("nobody"));
  }
}
