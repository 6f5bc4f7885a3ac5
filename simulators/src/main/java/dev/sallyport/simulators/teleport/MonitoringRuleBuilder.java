package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.rules.AccessMonitoringRule;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRuleSpec;
import dev.sallyport.teleport.wire.rules.Schedule;
import dev.sallyport.teleport.wire.rules.Shift;
import dev.sallyport.teleport.wire.types.Metadata;
import java.util.List;

/** Builds an Access Monitoring Rule in the terms of its YAML; about Access Requests unless said. */
public final class MonitoringRuleBuilder {
  private final String name;
  private final AccessMonitoringRuleSpec.Builder spec =
      AccessMonitoringRuleSpec.newBuilder().addSubjects("access_request");

  private MonitoringRuleBuilder(String name) {
    this.name = name;
  }

  public static MonitoringRuleBuilder rule(String name) {
    return new MonitoringRuleBuilder(name);
  }

  /** {@code subjects}, in place of {@code access_request}. */
  public MonitoringRuleBuilder about(String... subjects) {
    spec.clearSubjects().addAllSubjects(List.of(subjects));
    return this;
  }

  /** {@code condition}. */
  public MonitoringRuleBuilder when(String condition) {
    spec.setCondition(condition);
    return this;
  }

  /** {@code notification}. */
  public MonitoringRuleBuilder notify(String plugin, String... recipients) {
    spec.getNotificationBuilder().setName(plugin).addAllRecipients(List.of(recipients));
    return this;
  }

  /** One more shift of {@code schedules.<name>}. */
  public MonitoringRuleBuilder shift(
      String schedule, String timezone, String weekday, String start, String end) {
    Schedule.Builder extended =
        spec.getSchedulesOrDefault(schedule, Schedule.getDefaultInstance()).toBuilder();
    extended
        .getTimeBuilder()
        .setTimezone(timezone)
        .addShifts(Shift.newBuilder().setWeekday(weekday).setStart(start).setEnd(end));
    spec.putSchedules(schedule, extended.build());
    return this;
  }

  public AccessMonitoringRule build() {
    return AccessMonitoringRule.newBuilder()
        .setMetadata(Metadata.newBuilder().setName(name))
        .setSpec(spec)
        .build();
  }
}
