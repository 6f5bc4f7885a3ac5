package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A way in which an event may differ from what a careless consumer expects. */
public enum Oddity {
  /** Nobody is named as its agent. */
  NO_AGENT,
  /** Its agent is a bot user, as of a workflow. */
  BOT_AGENT,
  /** Its agent is a service, as after an automatic change. */
  SERVICE_AGENT,
  /** Its type is one that does not exist yet. */
  UNKNOWN_TYPE,
  /** It is never sent. */
  LOST,
  /** It is sent twice, under one {@code X-Webhook-Id}. */
  TWICE;

  int copies() {
    return switch (this) {
      case LOST -> 0;
      case TWICE -> 2;
      default -> 1;
    };
  }

  void apply(ObjectNode envelope) {
    JsonNode event = envelope.path("event");
    if (event instanceof ObjectNode it) {
      switch (this) {
        case NO_AGENT -> it.putNull("agent");
        case BOT_AGENT -> agent(it, "bot_user_reference");
        case SERVICE_AGENT -> agent(it, "service_reference");
        case UNKNOWN_TYPE -> it.put("event_type", "incident.not_known_yet");
        case LOST, TWICE -> {}
      }
    }
  }

  private static void agent(ObjectNode event, String type) {
    event.putObject("agent").put("id", "PAGENT1").put("type", type).put("summary", "Automation");
  }
}
