package dev.sallyport.core.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of the plan for every request, every memory and every moment. */
class PlanLawsTest {

  /** Runs the plan against a destination that does everything that it is asked for. */
  private static final class Run {
    private final Rules rules;
    private Notice notice;
    private boolean there;
    private Instant now = FakeClock.START;
    private final List<Step> steps = new ArrayList<>();

    Run(Rules rules, Notice notice, boolean there) {
      this.rules = rules;
      this.notice = notice;
      this.there = there;
    }

    Run until(Truth truth) {
      for (int i = 0; i < 60; i++) {
        Step step = Plan.next(truth, notice, rules, now);
        assertThat(Plan.next(truth, notice, rules, now)).isEqualTo(step);
        if (step instanceof Step.Done) {
          return this;
        }
        steps.add(step);
        take(step, truth);
      }
      throw new AssertionError("no end: " + steps);
    }

    private void take(Step step, Truth truth) {
      String revision = truth instanceof Truth.Live(var request) ? request.revision() : "";
      switch (step) {
        case Step.Announce _ -> {
          assertThat(there).as("announced twice").isFalse();
          there = true;
          notice = notice.opened("ref", Optional.of(revision));
        }
        case Step.Look(String call) -> look(call, revision);
        case Step.Edit _ -> notice = notice.shown(revision, Plan.end(truth));
        case Step.Tell(Reply reply) -> notice = notice.replied(reply);
        case Step.Resolve(Outcome outcome) -> notice = notice.closed(outcome);
        case Step.Wait(Instant until) -> now = until;
        case Step.Done _ -> throw new AssertionError("not a step");
      }
    }

    private void look(String call, String revision) {
      if (call.equals(Plan.ANNOUNCE)) {
        notice = there ? notice.opened("ref", Optional.of(revision)) : notice.absent();
      } else {
        notice = notice.unclaimed();
      }
    }

    boolean did(Class<? extends Step> kind) {
      return steps.stream().anyMatch(kind::isInstance);
    }
  }

  @Property
  void endsAndStaysDone(
      @ForAll("truths") Truth truth,
      @ForAll("memories") Notice memory,
      @ForAll boolean there,
      @ForAll("rules") Rules rules) {
    Run run = new Run(rules, memory, mayBeThere(memory, there));
    Notice done = run.until(truth).notice;
    int steps = run.steps.size();
    run.now = run.now.plus(Duration.ofDays(1));
    assertThat(run.until(truth).notice).isEqualTo(done);
    assertThat(run.steps).hasSize(steps);
  }

  @Property
  void doesNothingForAnInvisibleRequest(
      @ForAll("memories") Notice memory, @ForAll boolean there, @ForAll("rules") Rules rules) {
    Run run = new Run(rules, memory, mayBeThere(memory, there));
    assertThat(run.until(new Truth.Invisible("empty")).steps).isEmpty();
  }

  @Property
  void neverPagesForWhatIsNotPending(
      @ForAll("truths") Truth truth, @ForAll("memories") Notice memory, @ForAll boolean there) {
    Run run = new Run(Rules.PAGER, memory, mayBeThere(memory, there)).until(truth);
    boolean pending =
        truth instanceof Truth.Live(var request) && request.state() == RequestState.PENDING;
    assertThat(run.did(Step.Announce.class) && !pending).isFalse();
  }

  @Property
  void closesWhatIsThereWhenTheRequestEnds(
      @ForAll("ends") Truth end,
      @ForAll("memories") Notice memory,
      @ForAll boolean there,
      @ForAll("rules") Rules rules) {
    Run run = new Run(rules, memory, mayBeThere(memory, there));
    run.until(end);
    if (memory.state() == NoticeState.SKIPPED || memory.state() == NoticeState.LOST) {
      assertThat(run.steps).isEmpty();
      return;
    }
    assertThat(run.notice.state() == NoticeState.CLOSED).isEqualTo(run.there);
    assertThat(run.notice.claim()).isEmpty();
  }

  /** Only where memory is unsure may the truth be either way. */
  private static boolean mayBeThere(Notice memory, boolean there) {
    return switch (memory.state()) {
      case NONE, REFUSED -> false;
      case OPEN, CLOSED -> true;
      case CLAIMED, UNKNOWN, SKIPPED, LOST -> there;
    };
  }

  /** A story of a request, of which a destination sees any part, in order. */
  @Property
  void tellsTheTrueOutcomeHoweverLittleOfTheStoryItSaw(
      @ForAll("stories") List<Truth> story, @ForAll("seen") List<Boolean> seen) {
    Run run = new Run(Rules.PAGER, Notice.none("ops"), false);
    run.until(story.getFirst());
    Optional<Outcome> truth = Optional.empty();
    for (int i = 1; i < story.size(); i++) {
      boolean last = i == story.size() - 1;
      if (last || seen.get(i % seen.size())) {
        run.until(story.get(i));
        truth = told(truth, story.get(i));
      }
    }
    assertThat(run.notice.state()).isEqualTo(NoticeState.CLOSED);
    assertThat(run.notice.told()).isEqualTo(truth);
    assertThat(run.steps.stream().filter(Step.Announce.class::isInstance)).hasSize(1);
    assertThat(run.steps.stream().filter(Step.Resolve.class::isInstance)).hasSize(1);
    assertThat(run.steps.stream().filter(Step.Tell.class::isInstance)).doesNotHaveDuplicates();
  }

  /** What may be told after this, given what was told before: a decision is never taken back. */
  private static Optional<Outcome> told(Optional<Outcome> before, Truth truth) {
    Optional<Outcome> now =
        switch (truth) {
          case Truth.Live(var request) -> Outcome.ofSettled(request.state());
          case Truth.Gone(Outcome outcome, Optional<Seen> _) -> Optional.of(outcome);
          case Truth.Invisible _ -> Optional.empty();
        };
    return now.filter(outcome -> outcome.decided() || before.isEmpty()).or(() -> before);
  }

  @Provide
  Arbitrary<Rules> rules() {
    return Arbitraries.of(Rules.PAGER, Rules.MESSAGE, Rules.PERSONAL);
  }

  @Provide
  Arbitrary<Truth> truths() {
    return Arbitraries.oneOf(live(RequestState.values()), gone());
  }

  @Provide
  Arbitrary<Truth> ends() {
    return Arbitraries.oneOf(
        live(RequestState.APPROVED, RequestState.DENIED, RequestState.PROMOTED), gone());
  }

  private static Arbitrary<Truth> live(RequestState... states) {
    return Combinators.combine(
            Arbitraries.of(states),
            Arbitraries.integers().between(0, 3),
            Arbitraries.of("r1", "r2"))
        .as(
            (state, reviews, revision) ->
                new Truth.Live(
                    Sample.request().state(state).reviews(reviews).revision(revision).build()));
  }

  private static Arbitrary<Truth> gone() {
    return Arbitraries.of(Outcome.class).map(Truth.Gone::new);
  }

  @Provide
  Arbitrary<Notice> memories() {
    Arbitrary<Optional<Claim>> claims =
        Combinators.combine(
                Arbitraries.of("announce", "edit", "review-1", "end-denied", "end-expired"),
                Arbitraries.integers().between(-200, 200))
            .as((call, ago) -> new Claim(call, 1, FakeClock.START.minusSeconds(ago)))
            .optional();
    Arbitrary<Optional<Outcome>> outcomes = Arbitraries.of(Outcome.class).optional();
    return Combinators.combine(
            Arbitraries.of(NoticeState.class),
            claims,
            Arbitraries.of("r1", "r2", "").optional(),
            Arbitraries.integers().between(0, 4),
            outcomes,
            outcomes)
        .as(
            (state, claim, shown, replies, told, shows) -> {
              boolean exists = state == NoticeState.OPEN || state == NoticeState.CLOSED;
              return new Notice(
                  "ops",
                  state,
                  claim,
                  exists ? Optional.of("ref") : Optional.empty(),
                  0,
                  shown,
                  shows,
                  replies,
                  told,
                  Optional.empty(),
                  Optional.empty(),
                  java.util.Map.of());
            });
  }

  @Provide
  Arbitrary<List<Boolean>> seen() {
    return Arbitraries.of(true, false).list().ofSize(8);
  }

  @Provide
  Arbitrary<List<Truth>> stories() {
    Arbitrary<List<RequestState>> middles =
        Arbitraries.of(
            List.of(),
            List.of(RequestState.APPROVED),
            List.of(RequestState.DENIED),
            List.of(RequestState.PROMOTED),
            List.of(RequestState.APPROVED, RequestState.DENIED));
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            middles,
            Arbitraries.of(Outcome.EXPIRED, Outcome.DELETED, Outcome.UNWATCHED))
        .as(PlanLawsTest::story);
  }

  private static List<Truth> story(int reviews, List<RequestState> states, Outcome end) {
    List<Truth> story = new ArrayList<>();
    for (int i = 0; i <= reviews; i++) {
      story.add(new Truth.Live(Sample.request().reviews(i).build()));
    }
    states.forEach(
        state -> story.add(new Truth.Live(Sample.request().reviews(reviews).state(state).build())));
    story.add(new Truth.Gone(end));
    return story;
  }
}
