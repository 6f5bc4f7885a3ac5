package dev.sallyport.core.decision;

import dev.sallyport.core.decision.AutoApproval.Opening;
import dev.sallyport.core.decision.AutoApproval.Verdict;
import dev.sallyport.core.oncall.Inquiry;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.oncall.OnCall.Question;
import dev.sallyport.core.request.AccessRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Judges a request by the policy and by what the on-call providers say, whatever becomes of it:
 * automatic approval and policy tests both go this way.
 */
public final class Assessor {
  /** All providers together have this long, so that the request is forwarded in time. */
  private static final Duration ASK_WITHIN = Duration.ofSeconds(3);

  private final AutoApproval policy;
  private final List<OnCall> providers;
  private final Inquiry inquiry = new Inquiry(ASK_WITHIN);

  /**
   * @param providers all that are configured; each is asked what its annotation names
   */
  public Assessor(AutoApproval policy, List<OnCall> providers) {
    if (providers.stream().map(OnCall::provider).distinct().count() < providers.size()) {
      throw new IllegalArgumentException("two on-call providers bear the same name");
    }
    this.policy = policy;
    this.providers = List.copyOf(providers);
  }

  /** Whether the request asks for automatic approval at all. */
  public boolean concerns(AccessRequest request) {
    return providers.stream().anyMatch(one -> !request.annotation(one.annotation()).isEmpty());
  }

  /**
   * Judges a pending request, asking each provider at most once.
   *
   * @param objection looked for only when somebody is to be asked; what it says stops us
   * @throws dev.sallyport.core.Unavailable when interrupted
   */
  public Assessment assess(
      AccessRequest request, Instant now, Supplier<Optional<String>> objection) {
    List<Asked> named =
        providers.stream()
            .map(one -> asked(one, request.annotation(one.annotation())))
            .filter(one -> !one.names().isEmpty())
            .toList();
    return switch (policy.open(request, named, now)) {
      case Opening.Deny(String why) -> new Assessment.Denied(why);
      case Opening.Abstain(String why, List<String> steps) -> new Assessment.Abstained(why, steps);
      case Opening.Ask(List<Asked> asked) ->
          objection
              .get()
              .<Assessment>map(why -> new Assessment.Abstained(why, List.of()))
              .orElseGet(() -> verdict(request, named, ask(request, asked, now), now));
    };
  }

  /** What speaks against a request, whoever is on call. */
  Optional<String> objection(AccessRequest request, Instant now) {
    return policy.objection(request, now);
  }

  private static Asked asked(OnCall provider, List<String> names) {
    return new Asked(provider.provider(), provider.kind(), names);
  }

  private List<Answered> ask(AccessRequest request, List<Asked> asked, Instant now) {
    List<Asked> questions = new ArrayList<>();
    List<Inquiry.Part> parts = new ArrayList<>();
    for (OnCall provider : providers) {
      asked.stream()
          .filter(one -> one.provider().equals(provider.provider()))
          .forEach(
              one -> {
                questions.add(one);
                parts.add(
                    new Inquiry.Part(
                        provider,
                        new Question(request.user(), one.names(), now, request.created())));
              });
    }
    List<Answer> answers = inquiry.ask(parts);
    List<Answered> all = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      all.add(new Answered(questions.get(i), answers.get(i)));
    }
    return all;
  }

  private Assessment verdict(
      AccessRequest request, List<Asked> named, List<Answered> answers, Instant now) {
    return switch (policy.judge(request, named, answers, now)) {
      case Verdict.Approve(Grant grant, List<String> steps) ->
          new Assessment.Approved(Evidence.of(grant, now), steps);
      case Verdict.Abstain(String why, List<String> steps) -> new Assessment.Abstained(why, steps);
      case Verdict.Undecided(String why, List<String> steps) ->
          new Assessment.Undecided(why, steps);
    };
  }
}
