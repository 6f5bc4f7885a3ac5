package dev.sallyport.integrations.pagerduty;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.core.delivery.DeliveredJson;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An event about an incident as PagerDuty delivers it (PagerDuty, Webhooks v3, Event types). Its
 * sender is proved; what it holds is judged where it is used. Texts are empty where it has none.
 *
 * @param person the id of the user who acted; empty for services, bots and nobody
 * @param name that user's name
 * @param key the incident's, where the event tells it
 */
record WebhookEvent(
    String type,
    Optional<String> person,
    Optional<String> name,
    String incidentId,
    Optional<String> key,
    Note note) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9]{1,64}");
  private static final int DEEPEST = 50;
  private static final JsonMapper JSON = DeliveredJson.reader(DEEPEST);

  /**
   * @param trimmed PagerDuty left out the end of a long text
   */
  record Note(String id, String content, boolean trimmed) {
    /** The id, without the text. */
    @Override
    public String toString() {
      return "Note[" + id + "]";
    }
  }

  static final String ANNOTATED = "incident.annotated";
  static final String RESOLVED = "incident.resolved";

  /** Reads a body; empty for one that is no event, or names no incident, or is too large. */
  static Optional<WebhookEvent> read(byte[] body) {
    try {
      JsonNode event = JSON.readTree(body).path("event");
      JsonNode data = event.path("data");
      String type = text(event, "event_type");
      String incident =
          text(data, "type").equals("incident_note")
              ? text(data.path("incident"), "id")
              : text(data, "id");
      return ID.matcher(incident).matches()
          ? Optional.of(
              new WebhookEvent(
                  type,
                  person(event.path("agent")),
                  name(event),
                  incident,
                  Optional.of(text(data, "incident_key")).filter(key -> !key.isEmpty()),
                  note(data)))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      // Its message would hold a part of the text.
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Services and bots act too, and decide nothing. */
  private static Optional<String> person(JsonNode agent) {
    return Optional.of(text(agent, "id"))
        .filter(_ -> text(agent, "type").equals("user_reference"))
        .filter(id -> ID.matcher(id).matches());
  }

  private static Optional<String> name(JsonNode event) {
    return Optional.of(text(event.path("agent"), "summary")).filter(name -> !name.isBlank());
  }

  private static Note note(JsonNode data) {
    return new Note(
        text(data, "type").equals("incident_note") ? text(data, "id") : "",
        text(data, "content"),
        data.path("trimmed").asBoolean(false));
  }

  private static String text(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isTextual() ? value.asText() : "";
  }

  boolean isNote() {
    return type.equals(ANNOTATED) && ID.matcher(note.id()).matches();
  }
}
