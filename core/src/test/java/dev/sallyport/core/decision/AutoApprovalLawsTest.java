package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.decision.AutoApproval.Allow;
import dev.sallyport.core.decision.AutoApproval.Opening;
import dev.sallyport.core.decision.AutoApproval.Verdict;
import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.oncall.OnCall.Shift;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A restriction more never approves more. */
class AutoApprovalLawsTest {
  private static final Instant NOW = FakeClock.START;

  /** Something that is asked of a policy. */
  record Case(AccessRequest request, List<String> asked, List<Shift> shifts) {
    boolean approvedBy(AutoApproval policy) {
      return switch (policy.open(request, asked, NOW)) {
        case Opening.Abstain _ -> false;
        case Opening.Ask(List<String> names) ->
            policy.judge(request, answer(names)) instanceof Verdict.Approve;
      };
    }

    /** Of an honest provider, which tells only of what it was asked for. */
    private Answer answer(List<String> names) {
      List<Shift> found = shifts.stream().filter(shift -> names.contains(shift.name())).toList();
      return found.isEmpty() ? new Answer.NotOnCall("nobody") : new Answer.OnShift(found);
    }
  }

  private static void neverMore(Case asked, AutoApproval policy, AutoApproval narrower) {
    assertThat(asked.approvedBy(narrower) && !asked.approvedBy(policy)).isFalse();
  }

  private static AutoApproval with(AutoApproval policy, List<Allow> allow) {
    return new AutoApproval(allow, policy.window(), policy.machineReviewers());
  }

  @Property
  void removingAnEntryNeverApprovesMore(
      @ForAll("cases") Case asked, @ForAll("policies") AutoApproval policy, @ForAll Random random) {
    List<Allow> fewer = new ArrayList<>(policy.allow());
    if (!fewer.isEmpty()) {
      fewer.remove(random.nextInt(fewer.size()));
    }
    neverMore(asked, policy, with(policy, fewer));
  }

  @Property
  void removingARoleNeverApprovesMore(
      @ForAll("cases") Case asked,
      @ForAll("policies") AutoApproval policy,
      @ForAll("role") String role) {
    List<Allow> fewer =
        policy.allow().stream()
            .map(
                entry -> {
                  Set<String> roles = new HashSet<>(entry.roles());
                  roles.remove(role);
                  return new Allow(entry.names(), roles, entry.maxLevel());
                })
            .toList();
    neverMore(asked, policy, with(policy, fewer));
  }

  @Property
  void loweringTheLevelNeverApprovesMore(
      @ForAll("cases") Case asked,
      @ForAll("policies") AutoApproval policy,
      @ForAll("level") int level) {
    List<Allow> lower =
        policy.allow().stream()
            .map(
                entry ->
                    new Allow(
                        entry.names(),
                        entry.roles(),
                        OptionalInt.of(Math.min(level, entry.maxLevel().orElse(level)))))
            .toList();
    neverMore(asked, policy, with(policy, lower));
  }

  @Property
  void shorteningTheWindowNeverApprovesMore(
      @ForAll("cases") Case asked,
      @ForAll("policies") AutoApproval policy,
      @ForAll("seconds") int seconds) {
    Duration window = Duration.ofSeconds(Math.min(seconds, policy.window().toSeconds()));
    neverMore(asked, policy, new AutoApproval(policy.allow(), window, policy.machineReviewers()));
  }

  @Property
  void theOrderOfEntriesDoesNotMatter(
      @ForAll("cases") Case asked, @ForAll("policies") AutoApproval policy, @ForAll Random random) {
    List<Allow> shuffled = new ArrayList<>(policy.allow());
    Collections.shuffle(shuffled, random);
    AutoApproval same = with(policy, shuffled);
    assertThat(same.open(asked.request(), asked.asked(), NOW))
        .isEqualTo(policy.open(asked.request(), asked.asked(), NOW));
    Answer answer = new Answer.OnShift(asked.shifts());
    assertThat(same.judge(asked.request(), answer))
        .isEqualTo(policy.judge(asked.request(), answer));
  }

  @Property
  void anApprovedRequestHasEveryRoleListed(
      @ForAll("cases") Case asked, @ForAll("policies") AutoApproval policy) {
    boolean listed =
        policy.allow().stream()
            .anyMatch(entry -> entry.roles().containsAll(asked.request().roles()));
    assertThat(asked.approvedBy(policy) && !listed).isFalse();
  }

  @Provide
  Arbitrary<String> role() {
    return Arbitraries.of("a", "b", "c");
  }

  @Provide
  Arbitrary<Integer> level() {
    return Arbitraries.integers().between(1, 3);
  }

  @Provide
  Arbitrary<Integer> seconds() {
    return Arbitraries.integers().between(1, 600);
  }

  private static Arbitrary<String> names() {
    return Arbitraries.of("One", "one", "Two", "three");
  }

  @Provide
  Arbitrary<AutoApproval> policies() {
    Arbitrary<Allow> entries =
        Combinators.combine(
                names().list().ofMinSize(1).ofMaxSize(2), role().set().ofMaxSize(3), level())
            .as(
                (names, roles, level) ->
                    new Allow(
                        names, roles, level == 3 ? OptionalInt.empty() : OptionalInt.of(level)));
    return Combinators.combine(entries.list().ofMaxSize(3), seconds())
        .as((allow, window) -> new AutoApproval(allow, Duration.ofSeconds(window), Set.of("@bot")));
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Shift> shifts =
        Combinators.combine(names(), level(), Arbitraries.integers().between(-90, 30).optional())
            .as(
                (name, level, start) ->
                    new Shift(name, level, start.map(NOW::plusSeconds), Optional.empty()));
    Arbitrary<AccessRequest> requests =
        Combinators.combine(role().set().ofMaxSize(2), seconds())
            .as(
                (roles, age) ->
                    Sample.request()
                        .roles(roles.toArray(String[]::new))
                        .created(Optional.of(NOW.minusSeconds(age / 5)))
                        .build());
    return Combinators.combine(
            requests, names().list().uniqueElements().ofMaxSize(3), shifts.list().ofMaxSize(3))
        .as(Case::new);
  }
}
