package dev.sallyport.cli.policy;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.decision.Assessment;
import dev.sallyport.core.decision.Assessor;
import dev.sallyport.core.decision.Evidence;
import dev.sallyport.core.decision.Router;
import dev.sallyport.core.decision.Routing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Judges and routes cases as the real thing does, with the configuration's own policy, without any
 * network.
 */
public final class PolicyTest {
  private final Config config;
  private final Router router;

  /**
   * @param router of the same configuration
   */
  public PolicyTest(Config config, Router router) {
    this.config = config;
    this.router = router;
  }

  /**
   * What came of one case.
   *
   * @param failures what differs from what was expected; none = it is as expected
   * @param trace how the decision came about
   */
  public record Result(String name, String place, List<String> failures, List<String> trace) {}

  /**
   * Runs the cases of a file.
   *
   * @param file its name, for messages
   * @throws dev.sallyport.cli.local.Refusal where it cannot be read, naming file, line, key and fix
   */
  public List<Result> run(String file, String text) {
    return CaseReader.read(file, text, config).stream().map(this::run).toList();
  }

  /**
   * @param by the service or schedule, when approved
   */
  private record Outcome(String decision, Optional<String> by, List<String> trace) {}

  private Result run(PolicyCase one) {
    Outcome outcome = outcome(one);
    List<String> failures = new ArrayList<>();
    one.expected()
        .decision()
        .filter(decision -> !decision.equals(outcome.decision()))
        .ifPresent(
            decision -> failures.add("decision: expected " + decision + ", got " + words(outcome)));
    one.expected()
        .by()
        .filter(by -> outcome.by().filter(by::equalsIgnoreCase).isEmpty())
        .ifPresent(
            by -> failures.add("by: expected " + by + ", got " + outcome.by().orElse("nothing")));
    failures.addAll(misrouted(one));
    return new Result(one.name(), one.place(), failures, outcome.trace());
  }

  private static String words(Outcome outcome) {
    return outcome.decision() + outcome.by().map(by -> " by " + by).orElse("");
  }

  private Outcome outcome(PolicyCase one) {
    Assessor assessor = new Assessor(config.autoApproval().rules(), one.providers());
    if (!assessor.concerns(one.request())) {
      return new Outcome(
          "abstained",
          Optional.empty(),
          List.of("the request has no annotation that asks for automatic approval"));
    }
    return switch (assessor.assess(one.request(), one.time(), Optional::empty)) {
      case Assessment.Approved(Evidence evidence, List<String> steps) ->
          new Outcome(
              "approved",
              evidence.service().or(evidence::schedule),
              joined("on call at " + evidence.provider() + " for " + evidence.subject(), steps));
      case Assessment.Abstained(String why, List<String> steps) ->
          new Outcome("abstained", Optional.empty(), joined(why, steps));
      case Assessment.Denied(String why) ->
          new Outcome("denied-by-policy", Optional.empty(), List.of(why));
      case Assessment.Undecided(String why, List<String> steps) ->
          new Outcome("undecided", Optional.empty(), joined(why, steps));
    };
  }

  private static List<String> joined(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  private List<String> misrouted(PolicyCase one) {
    Routing routing = router.route(one.request(), part -> config.modes().get(part) == Mode.ON);
    List<String> failures = new ArrayList<>();
    one.expected()
        .recipients()
        .forEach(
            (destination, expected) -> {
              TreeSet<String> wanted = new TreeSet<>(expected);
              TreeSet<String> got = new TreeSet<>(routing.at(destination));
              // The requester hears of it in any case.
              got.removeIf(recipient -> recipient.startsWith(Router.REQUESTER));
              if (!got.equals(wanted)) {
                failures.add("recipients." + destination + ": expected " + wanted + ", got " + got);
              }
            });
    return failures;
  }
}
