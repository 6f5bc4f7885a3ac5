package dev.sallyport.tests.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.rule.MonitoringRule;
import dev.sallyport.core.rule.MonitoringRules.Listed;
import dev.sallyport.core.rule.Schedule;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.integrations.teleport.TeleportRules;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.teleport.MonitoringRuleBuilder;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Access Monitoring Rules as Teleport tells them, over mutual TLS. */
final class TeleportRulesTest {
  private static final String LIST = "ListAccessMonitoringRulesWithFilter";
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final RoleBuilder BLIND = RoleBuilder.role("sallyport");

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));
  private final List<Signal> signals = Collections.synchronizedList(new ArrayList<>());
  private final List<AutoCloseable> open = new ArrayList<>();
  private final TeleportSimulator teleport = simulator(TeleportOptions.defaults());
  private final TeleportClient client = client(teleport);
  private final TeleportRules rules = rules(client, AMPLE);

  private TeleportSimulator simulator(TeleportOptions options) {
    TeleportSimulator started = TeleportSimulator.start(options);
    open.add(started);
    started.putRole(
        RoleBuilder.role("sallyport")
            .rule("access_monitoring_rule", "list", "read")
            .rule("user", "read"));
    started.putBot("sallyport", List.of("sallyport"));
    return started;
  }

  private TeleportClient client(TeleportSimulator server) {
    String identity = server.identityFile("bot-sallyport", List.of("sallyport"));
    TeleportClient connected =
        TeleportClient.builder(server.address()).identity(() -> Identity.parse(identity)).build();
    open.add(connected);
    assertThat(connected.ping()).as("connected").isInstanceOf(Answer.Ok.class);
    return connected;
  }

  private TeleportRules rules(TeleportClient of, Duration limit) {
    return new TeleportRules(of, List.of("slack", "pagerduty"), signals::add, now::get, limit);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private List<String> names() {
    return known().stream().map(MonitoringRule::name).toList();
  }

  private List<MonitoringRule> known() {
    assertThat(rules.listed()).isInstanceOf(Listed.Known.class);
    return ((Listed.Known) rules.listed()).rules();
  }

  private List<String> events() {
    return signals.stream().map(Signal::event).toList();
  }

  private long lists() {
    return teleport.journal().count(call -> call.operation().equals(LIST));
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  private void put(String name, String plugin) {
    teleport.putMonitoringRule(
        MonitoringRuleBuilder.rule(name).when("true").notify(plugin, "somebody"));
  }

  @Test
  void aRuleIsReadAsItIsWritten() {
    teleport.putMonitoringRule(
        MonitoringRuleBuilder.rule("night")
            .when("access_request.spec.roles.contains(\"editor\")")
            .shift("b", "Europe/Berlin", "Monday", "22:00", "23:59")
            .shift("a", "", "Friday", "00:00", "06:00")
            .notify("slack", "C1", " bob@example.com "));
    assertThat(known())
        .containsExactly(
            new MonitoringRule(
                "night",
                "access_request.spec.roles.contains(\"editor\")",
                List.of(
                    new Schedule("a", List.of(new Schedule.Shift("Friday", "00:00", "06:00")), ""),
                    new Schedule(
                        "b",
                        List.of(new Schedule.Shift("Monday", "22:00", "23:59")),
                        "Europe/Berlin")),
                "slack",
                List.of("C1", "bob@example.com")));
    assertThat(signals).isEmpty();
  }

  @Test
  void onlyRulesAboutRequestsForConfiguredDestinationsCount() {
    put("a-slack", "slack");
    put("b-pagerduty", "pagerduty");
    put("c-mail", "email");
    teleport.putMonitoringRule(
        MonitoringRuleBuilder.rule("d-lists")
            .about("access_list")
            .when("true")
            .notify("slack", "C"));
    assertThat(names()).containsExactlyInAnyOrder("a-slack", "b-pagerduty");
  }

  @Test
  void manyRulesAreReadPageByPage() {
    for (int i = 0; i < 450; i++) {
      put("rule-%03d".formatted(i), "slack");
    }
    assertThat(names()).hasSize(450).doesNotHaveDuplicates();
    assertThat(lists()).as("three pages, and one for the other destination").isEqualTo(4);
  }

  @Test
  void rulesAreReadAgainAfterAMinute() {
    put("one", "slack");
    assertThat(names()).containsExactly("one");
    teleport.deleteMonitoringRule("one");
    pass(Duration.ofSeconds(59));
    assertThat(names()).containsExactly("one");
    assertThat(lists()).isEqualTo(2);
    pass(Duration.ofSeconds(1));
    assertThat(names()).isEmpty();
    assertThat(lists()).isEqualTo(4);
  }

  @Test
  void withoutTheRightThereAreNoneAndItIsToldOnce() {
    put("one", "slack");
    teleport.putRole(BLIND);
    assertThat(names()).isEmpty();
    pass(Duration.ofMinutes(2));
    assertThat(names()).isEmpty();
    assertThat(events()).containsExactly("rules-denied");
    assertThat(signals.getFirst().text()).contains("access_monitoring_rule: [list, read]");

    teleport.putRole(RoleBuilder.role("sallyport").rule("access_monitoring_rule", "list", "read"));
    pass(Duration.ofMinutes(1));
    assertThat(names()).containsExactly("one");
    teleport.putRole(BLIND);
    pass(Duration.ofMinutes(1));
    assertThat(names()).isEmpty();
    assertThat(events()).containsExactly("rules-denied", "rules-denied");
  }

  @Test
  void anOldServerHasNoneAndItIsToldOnce() {
    TeleportSimulator old =
        simulator(TeleportOptions.builder().monitoringRulesKnown(false).build());
    TeleportClient itsClient = client(old);
    assertThat(itsClient.accessMonitoringRules("access_request", "slack"))
        .matches(answer -> answer.refusedFor(Reason.UNIMPLEMENTED));
    TeleportRules ofOld = rules(itsClient, AMPLE);
    assertThat(ofOld.listed()).isEqualTo(new Listed.Known(List.of()));
    pass(Duration.ofMinutes(2));
    assertThat(ofOld.listed()).isEqualTo(new Listed.Known(List.of()));
    assertThat(events()).containsExactly("rules-unsupported");
    assertThat(signals.getFirst().level()).isEqualTo(Signal.Level.INFO);
  }

  @Test
  void theLastGoodRulesCountForAnHour() {
    put("one", "slack");
    assertThat(names()).containsExactly("one");
    teleport.faults().always(_ -> true, new Fault.Refuse(14, "out of order"));
    pass(Duration.ofMinutes(1));
    assertThat(names()).containsExactly("one");
    assertThat(events()).containsExactly("rules-unread");
    assertThat(names()).as("not asked again at once").containsExactly("one");
    assertThat(signals).hasSize(1);

    pass(Duration.ofMinutes(59));
    assertThat(rules.listed()).isInstanceOf(Listed.Unknown.class);
    teleport.faults().clear();
    pass(Duration.ofSeconds(15));
    assertThat(names()).containsExactly("one");
  }

  @Test
  void rulesThatWereNeverReadAreUnknown() {
    teleport.faults().always(_ -> true, new Fault.Refuse(13, "out of order"));
    assertThat(rules.listed()).isInstanceOf(Listed.Unknown.class);
    assertThat(signals).as("told for each request").isEmpty();
    teleport.faults().clear();
    pass(Duration.ofSeconds(14));
    assertThat(rules.listed()).isInstanceOf(Listed.Unknown.class);
    pass(Duration.ofSeconds(1));
    assertThat(rules.listed()).isEqualTo(new Listed.Known(List.of()));
  }

  @Test
  void nobodyWaitsForRulesThatDoNotCome() {
    TeleportRules hasty = new TeleportRules(client, List.of("slack"), signals::add, now::get);
    teleport.faults().always(_ -> true, new Fault.Delay(AMPLE));
    long began = System.nanoTime();
    assertThat(hasty.listed())
        .isEqualTo(new Listed.Unknown("UNAVAILABLE: no answer within 1000 ms"));
    assertThat(hasty.traits("alice@example.com")).isEmpty();
    assertThat(hasty.listed()).isInstanceOf(Listed.Unknown.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began))
        .as("1.5 s, on a busy machine")
        .isLessThan(Duration.ofSeconds(4));
  }

  @Test
  void traitsAreTheUsersAsFarAsTheyMayBeRead() {
    teleport.putUser("alice@example.com", List.of(), Map.of("team", List.of("sre", "db")));
    assertThat(rules.traits("alice@example.com")).contains(Map.of("team", List.of("sre", "db")));
    assertThat(rules.traits("nobody@example.com")).isEmpty();
    assertThat(rules.traits("")).isEmpty();
    teleport.putRole(BLIND);
    assertThat(rules.traits("alice@example.com")).isEmpty();
  }
}
