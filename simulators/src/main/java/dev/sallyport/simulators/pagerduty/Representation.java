package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON of PagerDuty's resources. */
final class Representation {
  private static final String HOME = "https://simulated.pagerduty.example";

  private Representation() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode wrap(String name, ObjectNode content) {
    return object().set(name, content);
  }

  static ObjectNode user(User user) {
    return resource(user.id(), "user", user.name())
        .put("name", user.name())
        .put("email", user.email())
        .put("role", "user");
  }

  static ObjectNode service(Service service) {
    ObjectNode node =
        resource(service.id(), "service", service.name())
            .put("name", service.name())
            .put("status", "active");
    node.set("escalation_policy", policyReference(service.policy()));
    node.putArray("teams");
    return node;
  }

  static ObjectNode onCall(OnCall onCall) {
    ObjectNode node = object();
    node.set("escalation_policy", policyReference(onCall.policy()));
    node.put("escalation_level", onCall.level());
    node.putNull("schedule");
    onCall
        .schedule()
        .ifPresent(it -> node.set("schedule", resource(it.id(), "schedule_reference", it.name())));
    node.set("user", userReference(onCall.user()));
    node.put("start", onCall.start().map(Times::text).orElse(null));
    node.put("end", onCall.end().map(Times::text).orElse(null));
    return node;
  }

  static ObjectNode incident(LiveIncident incident) {
    ObjectNode node =
        resource(incident.id(), "incident", incident.summary())
            .put("incident_number", incident.number())
            .put("title", incident.title())
            .put("created_at", Times.text(incident.createdAt()))
            .put("updated_at", Times.text(incident.updatedAt()))
            .put("status", incident.status())
            .put("incident_key", incident.key())
            .put("urgency", incident.urgency())
            .put("last_status_change_at", Times.text(incident.lastChange().at()))
            .put("resolved_at", incident.resolvedAt().map(Times::text).orElse(null));
    node.set("service", serviceReference(incident.service()));
    node.set("escalation_policy", policyReference(incident.policy()));
    var assignments = node.putArray("assignments");
    for (User assignee : incident.assignees()) {
      assignments
          .addObject()
          .put("at", Times.text(incident.createdAt()))
          .set("assignee", userReference(assignee));
    }
    node.put("assigned_via", "escalation_policy");
    node.set("last_status_change_by", userReference(incident.lastChange().by()));
    LogEntry first = incident.log().getFirst();
    node.set(
        "first_trigger_log_entry", resource(first.id(), first.type() + "_reference", first.text()));
    node.putArray("teams");
    node.putNull("priority");
    return node;
  }

  static ObjectNode note(LiveIncident.Annotation note) {
    ObjectNode node = object().put("id", note.id());
    node.set("user", userReference(note.user()));
    node.putObject("channel").put("summary", "The PagerDuty website or APIs");
    return node.put("content", note.content())
        .put("created_at", Times.text(note.at()))
        .put("updated_at", Times.text(note.at()));
  }

  static ObjectNode logEntry(LiveIncident incident, LogEntry entry) {
    ObjectNode node =
        resource(entry.id(), entry.type(), entry.text()).put("created_at", Times.text(entry.at()));
    node.set("agent", userReference(entry.agent()));
    node.putObject("channel").put("type", "api").put("summary", entry.text());
    node.set("service", serviceReference(incident.service()));
    node.set("incident", resource(incident.id(), "incident_reference", incident.summary()));
    node.putArray("teams");
    return node;
  }

  static ObjectNode userReference(User user) {
    return resource(user.id(), "user_reference", user.name());
  }

  static ObjectNode serviceReference(Service service) {
    return resource(service.id(), "service_reference", service.name());
  }

  static ObjectNode policyReference(Policy policy) {
    return resource(policy.id(), "escalation_policy_reference", policy.name());
  }

  static ObjectNode resource(String id, String type, String summary) {
    String path = "/" + type.replace("_reference", "").replace("policy", "policie") + "s/" + id;
    return object()
        .put("id", id)
        .put("type", type)
        .put("summary", summary)
        .put("self", HOME + "/api" + path)
        .put("html_url", HOME + path);
  }
}
