package dev.sallyport.simulators.teleport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.teleport.wire.rules.AccessMonitoringRule;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterRequest;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class MonitoringRulesTest {
  private final TestCluster cluster = new TestCluster();

  @BeforeEach
  void settle() {
    cluster.teleport.putRole(
        RoleBuilder.role("plugin").rule("access_monitoring_rule", "list", "read"));
    cluster.teleport.putMonitoringRule(
        MonitoringRuleBuilder.rule("a")
            .when("true")
            .notify("slack", "C1")
            .shift("night", "UTC", "Monday", "00:00", "06:00")
            .shift("night", "UTC", "Tuesday", "00:00", "06:00"));
    cluster.teleport.putMonitoringRule(
        MonitoringRuleBuilder.rule("b").when("true").notify("pagerduty", "Ops"));
    cluster.teleport.putMonitoringRule(
        MonitoringRuleBuilder.rule("c").about("access_list").notify("slack", "C1"));
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  private ListAccessMonitoringRulesWithFilterResponse list(
      ListAccessMonitoringRulesWithFilterRequest.Builder request) {
    return cluster
        .client(TestCluster.PLUGIN, "plugin")
        .rules()
        .listAccessMonitoringRulesWithFilter(request.build());
  }

  private static ListAccessMonitoringRulesWithFilterRequest.Builder asking() {
    return ListAccessMonitoringRulesWithFilterRequest.newBuilder();
  }

  @Test
  void filtersBySubjectAndNotification() {
    assertThat(
            list(asking().addSubjects("access_request").setNotificationName("slack"))
                .getRulesList())
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.getMetadata().getName()).isEqualTo("a");
              assertThat(rule.getKind()).isEqualTo("access_monitoring_rule");
              assertThat(rule.getSpec().getSchedulesOrThrow("night").getTime().getShiftsList())
                  .hasSize(2);
            });
    assertThat(list(asking()).getRulesCount()).isEqualTo(3);
  }

  @Test
  void pages() {
    ListAccessMonitoringRulesWithFilterResponse first = list(asking().setPageSize(2));
    assertThat(first.getRulesList())
        .extracting(MonitoringRulesTest::name)
        .containsExactly("a", "b");
    assertThat(first.getNextPageToken()).isEqualTo("c");
    cluster.teleport.deleteMonitoringRule("b");
    assertThat(list(asking().setPageToken("c")).getRulesList())
        .extracting(MonitoringRulesTest::name)
        .containsExactly("c");
    assertThat(list(asking()).getRulesList())
        .extracting(MonitoringRulesTest::name)
        .containsExactly("a", "c");
  }

  private static String name(AccessMonitoringRule rule) {
    return rule.getMetadata().getName();
  }

  @Test
  void needsTheRule() {
    cluster.teleport.putRole(RoleBuilder.role("plugin").rule("access_monitoring_rule", "list"));
    assertThatThrownBy(() -> list(asking()))
        .hasMessage(
            "PERMISSION_DENIED: access denied to perform action \"read\" on"
                + " \"access_monitoring_rule\"");
  }

  @Test
  void anOldServerDoesNotKnowThem() {
    try (TestCluster old = new TestCluster(options -> options.monitoringRulesKnown(false))) {
      assertThatThrownBy(
              () ->
                  old.client(TestCluster.PLUGIN, "plugin")
                      .rules()
                      .listAccessMonitoringRulesWithFilter(asking().build()))
          .hasMessageStartingWith("UNIMPLEMENTED");
    }
  }
}
