package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** What v3 webhooks say of an event (PagerDuty, Webhooks overview). */
final class Events {
  /** PagerDuty shortens notes in events; it does not publish where. In code points. */
  static final int LONGEST_NOTE = 8_000;

  private final Ids ids;

  Events(Ids ids) {
    this.ids = ids;
  }

  /** The newest line of the incident's log. */
  ObjectNode of(String type, LiveIncident incident, LogEntry entry) {
    ObjectNode envelope = envelope(type, "incident", entry.at());
    ObjectNode event = envelope.withObject("event");
    event.set("agent", Representation.userReference(entry.agent()));
    event.putNull("client");
    event.set(
        "data",
        type.equals(EventTypes.ANNOTATED)
            ? note(incident, incident.notes().getLast())
            : incident(incident));
    return envelope;
  }

  ObjectNode ping(Instant at) {
    ObjectNode envelope = envelope(EventTypes.PING, "pagey", at);
    ObjectNode event = envelope.withObject("event");
    event.putNull("agent");
    event.putNull("client");
    event.putObject("data").put("message", "Hello from your friend Pagey!").put("type", "ping");
    return envelope;
  }

  private ObjectNode envelope(String type, String resource, Instant at) {
    ObjectNode envelope = Representation.object();
    envelope
        .putObject("event")
        .put("id", ids.eventId())
        .put("event_type", type)
        .put("resource_type", resource)
        .put("occurred_at", Times.exact(at));
    return envelope;
  }

  private static ObjectNode incident(LiveIncident incident) {
    ObjectNode data =
        Representation.resource(incident.id(), "incident", incident.summary())
            .put("number", incident.number())
            .put("status", incident.status())
            .put("incident_key", incident.key())
            .put("created_at", Times.text(incident.createdAt()))
            .put("title", incident.title());
    data.remove("summary");
    data.set("service", Representation.serviceReference(incident.service()));
    ArrayNode assignees = data.putArray("assignees");
    incident.assignees().stream().map(Representation::userReference).forEach(assignees::add);
    data.set("escalation_policy", Representation.policyReference(incident.policy()));
    data.putArray("teams");
    data.putNull("priority");
    data.put("urgency", incident.urgency());
    data.putNull("conference_bridge");
    data.putNull("resolve_reason");
    return data;
  }

  private static ObjectNode note(LiveIncident incident, LiveIncident.Annotation note) {
    String content = note.content();
    boolean trimmed = content.codePointCount(0, content.length()) > LONGEST_NOTE;
    ObjectNode data = Representation.object();
    data.set(
        "incident", Representation.resource(incident.id(), "incident_reference", incident.title()));
    return data.put("id", note.id())
        .put(
            "content",
            trimmed ? content.substring(0, content.offsetByCodePoints(0, LONGEST_NOTE)) : content)
        .put("trimmed", trimmed)
        .put("type", "incident_note");
  }
}
