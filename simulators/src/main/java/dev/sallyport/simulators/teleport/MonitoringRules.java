package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.rules.AccessMonitoringRule;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRulesServiceGrpc.AccessMonitoringRulesServiceImplBase;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterRequest;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * {@code teleport.accessmonitoringrules.v1.AccessMonitoringRulesService}: keeps rules and lists
 * them by name. Liberties: rules are neither checked nor evaluated, and no watch tells of them.
 */
final class MonitoringRules extends AccessMonitoringRulesServiceImplBase {
  private static final String KIND = "access_monitoring_rule";
  private static final int MOST = 1000;

  private final Cluster cluster;
  private final Calls calls;
  private final NavigableMap<String, AccessMonitoringRule> rules = new TreeMap<>();

  MonitoringRules(Cluster cluster, Calls calls) {
    this.cluster = cluster;
    this.calls = calls;
  }

  void put(AccessMonitoringRule rule) {
    String name = rule.getMetadata().getName();
    cluster.locked(
        () -> {
          rules.put(name, rule.toBuilder().setKind(KIND).setVersion("v1").build());
        });
  }

  void delete(String name) {
    cluster.locked(
        () -> {
          rules.remove(name);
        });
  }

  @Override
  public void listAccessMonitoringRulesWithFilter(
      ListAccessMonitoringRulesWithFilterRequest request,
      StreamObserver<ListAccessMonitoringRulesWithFilterResponse> answer) {
    calls.unary(
        "ListAccessMonitoringRulesWithFilter",
        request.getNotificationName(),
        answer,
        caller -> page(caller, request));
  }

  private ListAccessMonitoringRulesWithFilterResponse page(
      Caller caller, ListAccessMonitoringRulesWithFilterRequest query) {
    new Rights(cluster, caller).require(KIND, "list", "read");
    long size = query.getPageSize() <= 0 ? MOST : Math.min(query.getPageSize(), MOST);
    List<AccessMonitoringRule> found =
        rules.tailMap(query.getPageToken(), true).values().stream()
            .filter(rule -> fits(rule, query))
            .limit(size + 1)
            .toList();
    var page = ListAccessMonitoringRulesWithFilterResponse.newBuilder();
    if (found.size() > size) {
      page.setNextPageToken(found.getLast().getMetadata().getName());
      found = found.subList(0, (int) size);
    }
    return page.addAllRules(found).build();
  }

  private static boolean fits(
      AccessMonitoringRule rule, ListAccessMonitoringRulesWithFilterRequest query) {
    String wanted = query.getNotificationName();
    return rule.getSpec().getSubjectsList().containsAll(query.getSubjectsList())
        && (wanted.isEmpty() || rule.getSpec().getNotification().getName().equals(wanted));
  }
}
