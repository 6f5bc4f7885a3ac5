package dev.sallyport.core.rule;

import java.util.List;

/**
 * One Access Monitoring Rule about Access Requests, as Teleport stores it: nothing is checked
 * before it is applied (Teleport: {@code teleport.accessmonitoringrules.v1}).
 *
 * @param condition when it holds, in Teleport's predicate language
 * @param schedules one of them must hold the time at which the request was made, if there are any
 * @param destination the notification's name: {@code pagerduty}, {@code opsgenie}, {@code slack}
 * @param recipients whom it names there
 */
public record MonitoringRule(
    String name,
    String condition,
    List<Schedule> schedules,
    String destination,
    List<String> recipients) {

  public MonitoringRule {
    schedules = List.copyOf(schedules);
    recipients = recipients.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  /**
   * Whether it is about this request.
   *
   * @throws Unclear when that cannot be told
   */
  boolean holds(Facts facts) {
    return inSchedule(facts) && Condition.parse(condition).holds(facts);
  }

  private boolean inSchedule(Facts facts) {
    return schedules.isEmpty()
        || schedules.stream().anyMatch(schedule -> schedule.covers(facts.created()));
  }
}
