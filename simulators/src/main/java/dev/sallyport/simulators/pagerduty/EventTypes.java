package dev.sallyport.simulators.pagerduty;

import java.util.Optional;
import java.util.Set;

/** The types of v3 events (PagerDuty, Webhooks overview). */
final class EventTypes {
  static final String ANNOTATED = "incident.annotated";
  static final String PING = "pagey.ping";

  /** What may be subscribed to; a ping is sent on demand alone. */
  static final Set<String> KNOWN =
      Set.of(
          "incident.acknowledged",
          "incident.action_invocation.created",
          "incident.action_invocation.terminated",
          "incident.action_invocation.updated",
          ANNOTATED,
          "incident.conference_bridge.updated",
          "incident.custom_field_values.updated",
          "incident.delegated",
          "incident.escalated",
          "incident.incident_type.changed",
          "incident.priority_updated",
          "incident.reassigned",
          "incident.reopened",
          "incident.resolved",
          "incident.responder.added",
          "incident.responder.replied",
          "incident.role.assigned",
          "incident.service_updated",
          "incident.status_update_published",
          "incident.task.completed",
          "incident.task.created",
          "incident.task.updated",
          "incident.triggered",
          "incident.unacknowledged",
          "incident.workflow.completed",
          "incident.workflow.started",
          "service.created",
          "service.custom_field_values.updated",
          "service.deleted",
          "service.updated");

  private EventTypes() {}

  /** The type of the event that a line of an incident's log stands for. */
  static Optional<String> of(LogEntry entry) {
    return switch (entry.type()) {
      case "trigger_log_entry" -> Optional.of("incident.triggered");
      case "acknowledge_log_entry" -> Optional.of("incident.acknowledged");
      case "unacknowledge_log_entry" -> Optional.of("incident.unacknowledged");
      case "annotate_log_entry" -> Optional.of(ANNOTATED);
      case "resolve_log_entry" -> Optional.of("incident.resolved");
      case "reopen_log_entry" -> Optional.of("incident.reopened");
      default -> Optional.empty();
    };
  }
}
