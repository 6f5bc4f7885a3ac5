package dev.sallyport.core.decision;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.memory.Documents.Stored;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.testing.Crash;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.FakeMemory;
import dev.sallyport.core.testing.FakeRequests;
import dev.sallyport.core.testing.Sample;
import dev.sallyport.core.testing.SignalLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A judgement with everything around it: Alice asks for what the service Critical grants. */
final class Panel implements OnCall, Reviews {
  static final String SELF = "bot-sallyport-decide";
  static final Shift SHIFT = new Shift("Critical", 1, Optional.empty(), Optional.empty());

  final Crash crash = new Crash();
  final FakeClock clock = new FakeClock();
  final FakeMemory memory = new FakeMemory(crash, Sample.ID);
  final FakeRequests requests = new FakeRequests(asking().build());
  final SignalLog signals = new SignalLog();
  final List<Question> questions = new ArrayList<>();
  final List<String> approvals = new ArrayList<>();
  List<OnCall> providers = List.of(this);
  AutoApproval policy =
      Policies.of(Policies.services("critical").roles("demo-role").maxLevel(2).build());
  Mode mode = Mode.ON;
  Answer answer = new Answer.OnShift(List.of(SHIFT));
  Optional<String> overreach = Optional.empty();
  Optional<Submitted> submitted = Optional.empty();
  boolean answerOfReviewIsLost;
  Runnable whileAsked = () -> {};
  Router router =
      new Router(
          Optional.of(
              new Router.PagerDutyRoutes("pagerduty_notify_service", true, Optional.of("Duty"))),
          Optional.empty(),
          Optional.empty());

  static Sample asking() {
    return Sample.request()
        .annotation("pagerduty_services", "Critical")
        .annotation("pagerduty_notify_service", "Ops", "Database");
  }

  Judgement judgement() {
    return new Judgement(
        requests,
        memory,
        this,
        providers,
        policy,
        router,
        _ -> mode,
        signals,
        clock,
        new Random(7));
  }

  Delivery on(Cause cause, int tries) {
    return judgement()
        .on(
            new RequestEvent("example.com", Sample.ID, cause, Optional.empty(), clock.instant()),
            tries)
        .delivery();
  }

  Delivery changed() {
    return on(Cause.CHANGED, 1);
  }

  <T> Optional<T> stored(String key, Class<T> type) {
    return Documents.read(memory.raw(Sample.ID, key), type) instanceof Stored.Known<T>(T value)
        ? Optional.of(value)
        : Optional.empty();
  }

  Optional<Decision.Verdict> verdict() {
    return decision().map(Decision::verdict);
  }

  Optional<Decision> decision() {
    return stored(Decision.KEY, Decision.class);
  }

  @Override
  public String provider() {
    return "pagerduty";
  }

  @Override
  public Kind kind() {
    return Kind.SERVICE;
  }

  @Override
  public String annotation() {
    return "pagerduty_services";
  }

  @Override
  public Answer ask(Question question) {
    crash.point();
    questions.add(question);
    whileAsked.run();
    return answer;
  }

  @Override
  public String self() {
    return SELF;
  }

  @Override
  public Optional<String> overreach() {
    return overreach;
  }

  @Override
  public Submitted approve(String requestId, String reason) {
    crash.point();
    if (submitted.isPresent()) {
      return submitted.get();
    }
    approvals.add(reason);
    AccessRequest after =
        asking()
            .review(SELF, RequestState.APPROVED)
            .state(RequestState.APPROVED)
            .revision("r2")
            .build();
    requests.is(after);
    if (answerOfReviewIsLost) {
      throw new Unavailable("no answer to the review");
    }
    crash.point();
    return new Submitted.Recorded(after);
  }
}
