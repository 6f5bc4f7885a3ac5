package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.rules.AccessMonitoringRule;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRulesServiceGrpc;
import dev.sallyport.teleport.wire.rules.ListAccessMonitoringRulesWithFilterRequest;
import java.time.Duration;
import java.util.List;

/** Access Monitoring Rules, as the server stores them. */
final class MonitoringRules {
  private static final int PAGE_SIZE = 200;

  private final Calls calls;
  private final Duration deadline;

  MonitoringRules(Calls calls, Duration deadline) {
    this.calls = calls;
    this.deadline = deadline;
  }

  Answer<List<AccessMonitoringRule>> about(String subject, String notificationName) {
    var filter =
        ListAccessMonitoringRulesWithFilterRequest.newBuilder()
            .setPageSize(PAGE_SIZE)
            .addSubjects(subject)
            .setNotificationName(notificationName)
            .build();
    return Pages.all(start -> page(filter, start));
  }

  private Answer<Pages<AccessMonitoringRule>> page(
      ListAccessMonitoringRulesWithFilterRequest filter, String start) {
    var request = filter.toBuilder().setPageToken(start).build();
    return calls
        .read(
            channel ->
                AccessMonitoringRulesServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(deadline)
                    .listAccessMonitoringRulesWithFilter(request))
        .map(page -> new Pages<>(page.getRulesList(), page.getNextPageToken()));
  }
}
