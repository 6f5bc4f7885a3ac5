package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The JSON of the resources, which differs between Opsgenie and JSM in how people are named. */
final class Representation {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String INTEGRATION = "c9cec2cb-e782-4ebb-bc1d-1b2fa703cf03";

  private final Directory directory;
  private final Dialect dialect;

  Representation(Directory directory, Dialect dialect) {
    this.directory = directory;
    this.dialect = dialect;
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  static String time(Instant at) {
    return TIME.format(at);
  }

  /** What a list shows of an alert. */
  ObjectNode listed(LiveAlert alert) {
    ObjectNode node =
        object()
            .put("id", alert.id())
            .put("tinyId", Long.toString(alert.tinyId()))
            .put("alias", alert.alias())
            .put("message", alert.draft().message())
            .put("status", alert.status())
            .put("acknowledged", alert.acknowledged())
            .put("isSeen", alert.acknowledged())
            .put("snoozed", false)
            .put("count", alert.count())
            .put("lastOccurredAt", time(alert.lastOccurredAt()))
            .put("createdAt", time(alert.createdAt()))
            .put("updatedAt", time(alert.updatedAt()))
            .put("source", alert.draft().remark().source())
            .put("owner", alert.owner())
            .put("priority", alert.draft().priority());
    alert.tags().forEach(node.putArray("tags")::add);
    ArrayNode responders = node.putArray("responders");
    alert.draft().responders().forEach(it -> responders.add(responder(it)));
    node.putObject("integration").put("id", INTEGRATION).put("name", "API").put("type", "API");
    return node;
  }

  /**
   * An alert by itself.
   *
   * @param details the field that holds custom properties
   */
  ObjectNode alert(LiveAlert alert, String details) {
    ObjectNode node =
        listed(alert)
            .put("entity", alert.draft().entity())
            .put("description", alert.draft().description());
    alert.draft().actions().forEach(node.putArray("actions")::add);
    alert.draft().details().forEach(node.putObject(details)::put);
    return node;
  }

  /** Identifiers alone: no surface tells the name. */
  private ObjectNode responder(Responder responder) {
    String id =
        responder.type().equals("user")
            ? directory.person(responder.name()).map(dialect::id).orElse(responder.id())
            : responder.id();
    return object().put("type", responder.type()).put("id", id);
  }

  ObjectNode outcome(Outcome outcome) {
    ObjectNode node = object();
    if (dialect == Dialect.OPSGENIE) {
      node.put("success", outcome.success());
    }
    return node.put("action", outcome.action())
        .put("processedAt", time(outcome.at()))
        .put("integrationId", INTEGRATION)
        .put("isSuccess", outcome.success())
        .put("status", outcome.status())
        .put("alertId", outcome.alertId())
        .put("alias", outcome.alias());
  }

  static ObjectNode note(LiveAlert.Entry entry) {
    return entry(entry, "note");
  }

  static ObjectNode log(LiveAlert.Entry entry) {
    return entry(entry, "log").put("type", entry.type());
  }

  private static ObjectNode entry(LiveAlert.Entry entry, String text) {
    return object()
        .put(text, entry.text())
        .put("owner", entry.owner())
        .put("createdAt", time(entry.at()))
        .put("offset", entry.offset());
  }

  static ObjectNode named(String id, String name) {
    return object().put("id", id).put("name", name);
  }

  static ObjectNode schedule(Schedule schedule) {
    return named(schedule.id(), schedule.name())
        .put("description", "")
        .put("timezone", "Etc/UTC")
        .put("enabled", true);
  }

  static ObjectNode user(Person person) {
    ObjectNode node =
        object()
            .put("id", person.id())
            .put("username", person.email())
            .put("fullName", person.email())
            .put("blocked", false)
            .put("verified", true);
    node.putObject("role").put("id", "User").put("name", "User");
    return node;
  }
}
