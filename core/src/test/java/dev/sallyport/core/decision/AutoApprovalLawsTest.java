package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.oncall.OnCall.Kind;
import dev.sallyport.core.oncall.OnCall.Question;
import dev.sallyport.core.oncall.OnCall.Shift;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** A restriction more never approves more, and no order matters. */
class AutoApprovalLawsTest {
  private static final Instant NOW = FakeClock.START;

  /** An honest provider, which tells only of what it was asked for; or one that fails. */
  record Provider(Kind kind, List<Shift> shifts, boolean fails) implements OnCall {
    @Override
    public String provider() {
      return kind == Kind.SERVICE ? "pagerduty" : "opsgenie";
    }

    @Override
    public String annotation() {
      return provider();
    }

    @Override
    public Answer ask(Question question) {
      if (fails) {
        return new Answer.Unknown("down");
      }
      List<Shift> found =
          shifts.stream().filter(shift -> question.names().contains(shift.name())).toList();
      return found.isEmpty() ? new Answer.NotOnCall("nobody") : new Answer.OnShift(found);
    }

    Provider failing() {
      return new Provider(kind, shifts, true);
    }
  }

  /** Something that is asked of a policy. */
  record Case(Sample sample, List<Provider> providers) {
    AccessRequest request() {
      return sample.build();
    }

    Assessment assessedBy(AutoApproval policy) {
      return assessedBy(policy, providers);
    }

    Assessment assessedBy(AutoApproval policy, List<Provider> asked) {
      return new Assessor(policy, List.copyOf(asked)).assess(request(), NOW, Optional::empty);
    }

    boolean approvedBy(AutoApproval policy) {
      return assessedBy(policy) instanceof Assessment.Approved;
    }
  }

  /** What was decided and because of whom, without the steps. */
  private static List<Object> outcome(Assessment assessment) {
    return switch (assessment) {
      case Assessment.Approved(Evidence evidence, List<String> _) -> List.of("approved", evidence);
      case Assessment.Abstained(String why, List<String> _) -> List.of("abstained", why);
      case Assessment.Denied(String why) -> List.of("denied", why);
      case Assessment.Undecided(String why, List<String> _) -> List.of("undecided", why);
    };
  }

  private static void neverMore(Case asked, AutoApproval policy, AutoApproval narrower) {
    assertThat(asked.approvedBy(narrower) && !asked.approvedBy(policy)).isFalse();
  }

  private static AutoApproval with(AutoApproval policy, List<Allow> allow) {
    return new AutoApproval(allow, policy.never(), policy.window(), policy.machineReviewers());
  }

  private static AutoApproval each(AutoApproval policy, UnaryOperator<Allow> change) {
    return with(policy, policy.allow().stream().map(change).toList());
  }

  private static AutoApproval limited(AutoApproval policy, UnaryOperator<Limits> change) {
    return each(
        policy,
        entry ->
            new Allow(
                entry.services(), entry.schedules(), entry.roles(), change.apply(entry.limits())));
  }

  @Property
  void aGoodPartOfTheCasesIsApproved(
      @ForAll("cases") Case asked, @ForAll("policies") AutoApproval policy) {
    Statistics.label("outcome")
        .collect(outcome(asked.assessedBy(policy)).getFirst())
        .coverage(
            coverage -> {
              for (String one : List.of("approved", "abstained", "denied", "undecided")) {
                coverage.check(one).count(count -> count > 2);
              }
            });
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
  void removingARoleOrANameNeverApprovesMore(
      @ForAll("cases") Case asked,
      @ForAll("policies") AutoApproval policy,
      @ForAll("role") String role,
      @ForAll("name") String name) {
    neverMore(
        asked,
        policy,
        each(
            policy,
            entry ->
                new Allow(
                    without(entry.services(), name),
                    without(entry.schedules(), name),
                    without(entry.roles(), role),
                    entry.limits())));
  }

  private static Set<String> without(Set<String> all, String one) {
    Set<String> fewer = new HashSet<>(all);
    fewer.remove(one);
    return fewer;
  }

  @Property
  void tighterLimitsNeverApproveMore(
      @ForAll("cases") Case asked,
      @ForAll("policies") AutoApproval policy,
      @ForAll("limits") Limits other) {
    neverMore(asked, policy, limited(policy, limits -> tighter(limits, other)));
  }

  /** Each limit by itself, so that no other hides what it does. */
  @Property
  void oneTighterLimitNeverApprovesMore(
      @ForAll("cases") Case asked,
      @ForAll("policies") AutoApproval policy,
      @ForAll("limits") Limits other,
      @ForAll Random random) {
    int which = random.nextInt(6);
    neverMore(
        asked,
        policy,
        limited(
            policy,
            limits -> {
              Limits all = tighter(limits, other);
              return new Limits(
                  which == 0 ? all.maxLevel() : limits.maxLevel(),
                  which == 1 ? all.maxDuration() : limits.maxDuration(),
                  which == 2 ? all.requireReason() : limits.requireReason(),
                  which == 3 ? all.reasonPattern() : limits.reasonPattern(),
                  which == 4 ? all.hours() : limits.hours(),
                  which == 5 ? all.minShiftAge() : limits.minShiftAge());
            }));
  }

  /**
   * A pattern and hours are added where there were none; a second one is another, not a tighter.
   */
  private static Limits tighter(Limits one, Limits other) {
    int level = Math.min(one.maxLevel().orElse(99), other.maxLevel().orElse(99));
    return new Limits(
        level == 99 ? OptionalInt.empty() : OptionalInt.of(level),
        one.maxDuration()
            .map(most -> other.maxDuration().filter(it -> it.compareTo(most) < 0).orElse(most))
            .or(other::maxDuration),
        one.requireReason() || other.requireReason(),
        one.reasonPattern().or(other::reasonPattern),
        one.hours().isEmpty() ? other.hours() : one.hours(),
        one.minShiftAge()
            .map(age -> other.minShiftAge().filter(it -> it.compareTo(age) > 0).orElse(age))
            .or(other::minShiftAge));
  }

  @Property
  void shorteningTheWindowNeverApprovesMore(
      @ForAll("cases") Case asked,
      @ForAll("policies") AutoApproval policy,
      @ForAll("seconds") int seconds) {
    Duration window = Duration.ofSeconds(Math.min(seconds, policy.window().toSeconds()));
    neverMore(
        asked,
        policy,
        new AutoApproval(policy.allow(), policy.never(), window, policy.machineReviewers()));
  }

  @Property
  void aRoleThatIsNeverApprovedBeatsAllElse(
      @ForAll("cases") Case asked, @ForAll("policies") AutoApproval policy) {
    List<String> roles = asked.request().roles();
    List<String> more = new ArrayList<>(policy.never().patterns());
    more.addAll(roles);
    AutoApproval never =
        new AutoApproval(
            policy.allow(), new NeverRoles(more), policy.window(), policy.machineReviewers());
    assertThat(outcome(asked.assessedBy(never)).getFirst())
        .isEqualTo(roles.isEmpty() ? "abstained" : "denied");
    neverMore(asked, policy, never);
  }

  @Property
  void noOrderMatters(
      @ForAll("cases") Case asked, @ForAll("policies") AutoApproval policy, @ForAll Random random) {
    List<Allow> entries = shuffled(policy.allow(), random);
    List<Provider> providers =
        shuffled(asked.providers(), random).stream()
            .map(it -> new Provider(it.kind(), shuffled(it.shifts(), random), it.fails()))
            .toList();
    assertThat(outcome(asked.assessedBy(with(policy, entries), providers)))
        .isEqualTo(outcome(asked.assessedBy(policy)));
  }

  private static <T> List<T> shuffled(List<T> list, Random random) {
    List<T> other = new ArrayList<>(list);
    Collections.shuffle(other, random);
    return other;
  }

  @Property
  void aProviderThatFailsNeverApprovesMore(
      @ForAll("cases") Case asked, @ForAll("policies") AutoApproval policy, @ForAll Random random) {
    List<Provider> providers =
        asked.providers().stream().map(it -> random.nextBoolean() ? it.failing() : it).toList();
    boolean approved = asked.assessedBy(policy, providers) instanceof Assessment.Approved;
    assertThat(approved && !asked.approvedBy(policy)).isFalse();
  }

  @Property
  void wholeSilenceApprovesNothing(
      @ForAll("cases") Case asked, @ForAll("policies") AutoApproval policy) {
    List<Provider> silent = asked.providers().stream().map(Provider::failing).toList();
    assertThat(asked.assessedBy(policy, silent)).isNotInstanceOf(Assessment.Approved.class);
  }

  @Property
  void anotherMachinesVoteStopsOurs(
      @ForAll("cases") Case asked, @ForAll("policies") AutoApproval policy) {
    Case voted = new Case(asked.sample().review("@bot", RequestState.APPROVED), asked.providers());
    assertThat(voted.approvedBy(policy)).isFalse();
  }

  @Property
  void anApprovedRequestHasEveryRoleListedInOneEntry(
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
  Arbitrary<String> name() {
    return Arbitraries.of("One", "one", "Two", "three");
  }

  @Provide
  Arbitrary<Integer> seconds() {
    return Arbitraries.integers().between(1, 600);
  }

  private static Arbitrary<Integer> level() {
    return Arbitraries.integers().between(1, 3);
  }

  @Provide
  Arbitrary<Limits> limits() {
    Arbitrary<Hours> hours =
        Combinators.combine(
                Arbitraries.of(DayOfWeek.class).set().ofMinSize(4).ofMaxSize(7),
                Arbitraries.integers().between(0, 23),
                Arbitraries.integers().between(0, 23))
            .as(
                (days, from, to) ->
                    new Hours(
                        EnumSet.copyOf(days),
                        LocalTime.of(from, 0),
                        LocalTime.of(to, 0),
                        ZoneOffset.UTC));
    return Combinators.combine(
            level().optional(0.4),
            Arbitraries.integers().between(1, 12).map(Duration::ofHours).optional(0.3),
            Arbitraries.integers().between(0, 4).map(one -> one == 0),
            Arbitraries.of("b.*e", "x").map(ReasonPattern::new).optional(0.2),
            hours.list().ofMaxSize(2),
            seconds().map(Duration::ofSeconds).optional(0.3))
        .as(
            (level, duration, reason, pattern, times, age) ->
                new Limits(
                    level.map(OptionalInt::of).orElse(OptionalInt.empty()),
                    duration,
                    reason,
                    pattern,
                    times,
                    age));
  }

  @Provide
  Arbitrary<AutoApproval> policies() {
    Arbitrary<Limits> mostlyNone =
        Arbitraries.frequencyOf(Tuple.of(2, Arbitraries.just(Limits.NONE)), Tuple.of(1, limits()));
    Arbitrary<Allow> entries =
        Combinators.combine(
                name().set().ofMinSize(1).ofMaxSize(3),
                name().set().ofMinSize(1).ofMaxSize(3),
                role().set().ofMinSize(2),
                mostlyNone)
            .as(Allow::new);
    Arbitrary<NeverRoles> never =
        Arbitraries.of("a", "z*", "zz", "*y").list().ofMaxSize(1).map(NeverRoles::new);
    return Combinators.combine(entries.list().ofMaxSize(4), never, seconds())
        .as(
            (allow, no, window) ->
                new AutoApproval(allow, no, Duration.ofSeconds(window + 60), Set.of("@bot")));
  }

  @Provide
  Arbitrary<Case> cases() {
    Arbitrary<Shift> shifts =
        Combinators.combine(name(), level(), Arbitraries.integers().between(-900, 30).optional(0.6))
            .as(
                (name, level, start) ->
                    new Shift(name, level, start.map(NOW::plusSeconds), Optional.empty()));
    Arbitrary<Boolean> fails = Arbitraries.integers().between(0, 4).map(one -> one == 0);
    Arbitrary<List<Shift>> some = shifts.list().ofMinSize(1).ofMaxSize(4);
    Arbitrary<List<Provider>> providers =
        Combinators.combine(some, fails, some, fails)
            .as(
                (one, oneFails, other, otherFails) ->
                    List.of(
                        new Provider(Kind.SERVICE, one, oneFails),
                        new Provider(Kind.SCHEDULE, other, otherFails)));
    Arbitrary<List<String>> named = name().list().uniqueElements().ofMinSize(1).ofMaxSize(3);
    Arbitrary<Sample> requests =
        Combinators.combine(
                role().set().ofMaxSize(2),
                seconds(),
                Arbitraries.of("because", "", "x"),
                Arbitraries.integers().between(1, 12).optional(0.9),
                named,
                named)
            .as(
                (roles, age, reason, hours, services, schedules) ->
                    Sample.request()
                        .roles(roles.toArray(String[]::new))
                        .created(Optional.of(NOW.minusSeconds(age / 5)))
                        .reason(reason)
                        .accessExpires(hours.map(Duration::ofHours).map(NOW::plus))
                        .annotation("pagerduty", services.toArray(String[]::new))
                        .annotation("opsgenie", schedules.toArray(String[]::new)));
    return Combinators.combine(requests, providers).as(Case::new);
  }
}
