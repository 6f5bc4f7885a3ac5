package dev.sallyport.integrations.slack;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a message of ours carries as Slack metadata, so that it can be found again and told from all
 * others.
 *
 * @param marker tells a reply or a direct message from others about the same request; empty for the
 *     announcement
 */
public record Mark(String cluster, String requestId, Optional<String> marker) {
  static final String EVENT_TYPE = "teleport_access_request";

  /** Flat texts, as Slack asks for. */
  Map<String, Object> payload() {
    Map<String, Object> payload = new TreeMap<>();
    payload.put("cluster", cluster);
    payload.put("request_id", requestId);
    marker.ifPresent(text -> payload.put("marker", text));
    return payload;
  }

  /** What metadata says; empty for metadata of others. */
  static Optional<Mark> of(String eventType, Map<String, Object> payload) {
    return EVENT_TYPE.equals(eventType)
            && payload.get("cluster") instanceof String cluster
            && payload.get("request_id") instanceof String requestId
        ? Optional.of(
            new Mark(
                cluster,
                requestId,
                Optional.ofNullable(payload.get("marker"))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)))
        : Optional.empty();
  }
}
