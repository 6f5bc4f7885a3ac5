package dev.sallyport.integrations.teleport;

import dev.sallyport.core.rule.MonitoringRule;
import dev.sallyport.core.rule.Schedule;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRule;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRuleSpec;
import dev.sallyport.teleport.wire.rules.TimeSchedule;
import java.util.List;
import java.util.Map;

/** An Access Monitoring Rule from the wire, as the domain knows it. */
final class WireRule {
  private WireRule() {}

  static boolean isAbout(AccessMonitoringRule rule, String subject, String destination) {
    AccessMonitoringRuleSpec spec = rule.getSpec();
    return spec.getSubjectsList().contains(subject)
        && spec.getNotification().getName().equals(destination);
  }

  static MonitoringRule of(AccessMonitoringRule rule) {
    AccessMonitoringRuleSpec spec = rule.getSpec();
    return new MonitoringRule(
        rule.getMetadata().getName(),
        spec.getCondition(),
        spec.getSchedulesMap().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> schedule(entry.getKey(), entry.getValue().getTime()))
            .toList(),
        spec.getNotification().getName(),
        spec.getNotification().getRecipientsList());
  }

  private static Schedule schedule(String name, TimeSchedule wire) {
    List<Schedule.Shift> shifts =
        wire.getShiftsList().stream()
            .map(shift -> new Schedule.Shift(shift.getWeekday(), shift.getStart(), shift.getEnd()))
            .toList();
    return new Schedule(name, shifts, wire.getTimezone());
  }
}
