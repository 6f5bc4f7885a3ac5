package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.decision.Router.OpsgenieRoutes;
import dev.sallyport.core.decision.Router.PagerDutyRoutes;
import dev.sallyport.core.decision.Router.SlackRoutes;
import dev.sallyport.core.decision.Routing.Source;
import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.rule.MonitoringRule;
import dev.sallyport.core.rule.MonitoringRules;
import dev.sallyport.core.rule.RuleRecipients;
import dev.sallyport.core.rule.Schedule;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.testing.Sample;
import dev.sallyport.core.testing.SignalLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Access Monitoring Rules in front of annotations and configuration. */
class RuleRoutesTest implements MonitoringRules {
  private static final String DEMO = "access_request.spec.roles.contains(\"demo-role\")";
  private static final AccessRequest REQUEST =
      Sample.request()
          .annotation("pagerduty_notify_service", "Ops", "Database")
          .suggest("carol@example.com")
          .build();

  private final List<MonitoringRule> rules = new ArrayList<>();
  private final SignalLog signals = new SignalLog();
  private Optional<String> unread = Optional.empty();
  private Optional<Map<String, List<String>>> traits = Optional.empty();

  @Override
  public Listed listed() {
    return unread.<Listed>map(Listed.Unknown::new).orElseGet(() -> new Listed.Known(rules));
  }

  @Override
  public Optional<Map<String, List<String>>> traits(String user) {
    assertThat(user).isEqualTo("alice@example.com");
    return traits;
  }

  private Router router() {
    return new Router(
        Optional.of(new PagerDutyRoutes("pagerduty_notify_service", false, Optional.of("Duty"))),
        Optional.of(
            new OpsgenieRoutes(
                "teleport.dev/notify-services",
                "teleport.dev/teams",
                List.of("primary"),
                List.of(),
                Optional.of("last"))),
        Optional.of(new SlackRoutes(Map.of("*", List.of("ops")), Optional.of("security"))),
        new RuleRecipients(this, signals));
  }

  private Routing route() {
    return router().route(REQUEST, _ -> true);
  }

  private void rule(String name, String condition, String destination, String... recipients) {
    rules.add(new MonitoringRule(name, condition, List.of(), destination, List.of(recipients)));
  }

  @Test
  void withoutARuleAnnotationsAndConfigurationRoute() {
    Routing routing = route();
    assertThat(routing.pagerduty()).containsExactly("Ops");
    assertThat(routing.opsgenie()).containsExactly("schedule:primary");
    assertThat(routing.slack())
        .containsExactly("requester:alice@example.com", "ops", "user:carol@example.com");
    assertThat(routing.from()).isEqualTo(Source.ANNOTATION);
    assertThat(signals.said()).isEmpty();
  }

  @Test
  void theRecipientsOfARuleTakeThePlaceOfAllOthersAtItsDestinationAlone() {
    rule("db", DEMO, "pagerduty", "Storage", "storage", " Network ", "");
    Routing routing = route();
    assertThat(routing.pagerduty())
        .as("one incident per service")
        .containsExactly("Storage", "Network");
    assertThat(routing.opsgenie()).containsExactly("schedule:primary");
    assertThat(routing.slack()).contains("ops");
    assertThat(routing.from()).isEqualTo(Source.RULE);
  }

  @Test
  void theRecipientsOfAllRulesThatHoldAreTold() {
    rule("one", DEMO, "slack", "C1", "bob@example.com");
    rule("two", "true", "slack", "C2", "C1");
    rule("three", "false", "slack", "C3");
    rule("four", "true", "opsgenie", "night", "day");
    Routing routing = route();
    assertThat(routing.slack())
        .containsExactly("requester:alice@example.com", "C1", "bob@example.com", "C2");
    assertThat(routing.opsgenie()).containsExactly("schedule:night", "schedule:day");
  }

  @Test
  void aRuleThatNoLongerHoldsLeavesTheConfigurationInPlace() {
    rule("one", DEMO, "slack", "C1");
    assertThat(route().slack()).contains("C1").doesNotContain("ops");
    rules.clear();
    assertThat(route().slack()).contains("ops").doesNotContain("C1");
  }

  @Test
  void aRuleWithoutRecipientsIsNone() {
    rule("empty", "what is this?", "slack", " ");
    assertThat(route().slack()).contains("ops");
    assertThat(signals.said()).isEmpty();
  }

  @Test
  void aRuleThatIsNotUnderstoodTellsTheFallbackBesidesAndItsPart() {
    rule("labels", "has_labels(\"env\", \"prod\")", "slack", "C9");
    Routing routing = route();
    assertThat(routing.slack())
        .containsExactly(
            "requester:alice@example.com", "ops", "user:carol@example.com", "security");
    assertThat(routing.pagerduty()).containsExactly("Ops");
    Signal signal = signals.said().getFirst();
    assertThat(signal.level()).isEqualTo(Signal.Level.WARNING);
    assertThat(signal.event()).isEqualTo("rule-not-understood");
    assertThat(signal.text()).contains("labels", "slack", "the function \"has_labels\" at 1");
    assertThat(signal.fields()).containsEntry("rule", "labels");
  }

  @Test
  void aRuleThatIsNotUnderstoodBesideOneThatHolds() {
    rule("labels", "has_labels()", "slack", "C9");
    rule("one", DEMO, "slack", "C1");
    assertThat(route().slack()).containsExactly("requester:alice@example.com", "C1", "security");
  }

  @Test
  void whereNobodyElseIsNamedTheFallbackIsTheOnlyOne() {
    rule("odd", "?", "pagerduty", "Storage");
    Routing routing = router().route(Sample.pending(), _ -> true);
    assertThat(routing.pagerduty()).containsExactly("Duty");
    assertThat(routing.from()).isEqualTo(Source.FALLBACK);
  }

  @Test
  void aRuleNamesTraits() {
    rule("sre", "contains(user.traits[\"team\"], \"sre\")", "slack", "C1");
    traits = Optional.of(Map.of("team", List.of("sre")));
    assertThat(route().slack()).contains("C1").doesNotContain("security");
    traits = Optional.empty();
    assertThat(route().slack()).contains("ops", "security").doesNotContain("C1");
    assertThat(signals.events()).containsExactly("rule-not-understood");
  }

  @Test
  void aScheduleMustHoldTheTimeOfTheRequest() {
    Schedule night =
        new Schedule("night", List.of(new Schedule.Shift("Friday", "00:00", "06:00")), "");
    Schedule day = new Schedule("day", List.of(new Schedule.Shift("Friday", "09:00", "17:00")), "");
    rules.add(new MonitoringRule("n", "bad (", List.of(night), "slack", List.of("C1")));
    rules.add(new MonitoringRule("d", DEMO, List.of(night, day), "slack", List.of("C2")));
    assertThat(route().slack()).containsExactly("requester:alice@example.com", "C2");
    assertThat(signals.said()).isEmpty();
  }

  @Test
  void unknownRulesLeaveTheRestInPlaceAndAreTold() {
    rule("one", DEMO, "slack", "C1");
    unread = Optional.of("no answer");
    assertThat(route().slack()).contains("ops").doesNotContain("C1");
    assertThat(signals.events()).containsExactly("rules-unknown");
  }

  @Test
  void noRuleMakesAnotherSomebodysRequester() {
    rule("odd", DEMO, "slack", "requester:bob@example.com", "C1");
    assertThat(route().slack()).containsExactly("requester:alice@example.com", "C1");
  }

  @Test
  void rulesAreAskedForOnlyUntilTheRoutingIsFrozenAndNeverApprove() {
    Panel panel = new Panel();
    panel.router = router();
    panel.answer = new Answer.NotOnCall("nobody is");
    rule("odd", "?", "slack", "C1");
    panel.changed();
    panel.changed();
    assertThat(signals.events()).containsExactly("rule-not-understood");
    assertThat(panel.approvals).isEmpty();
    assertThat(panel.decision().orElseThrow().why()).startsWith("nobody is");
  }
}
