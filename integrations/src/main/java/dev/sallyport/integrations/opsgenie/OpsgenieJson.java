package dev.sallyport.integrations.opsgenie;

import static dev.sallyport.integrations.http.JsonFields.present;
import static dev.sallyport.integrations.http.JsonFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.integrations.http.JsonFields;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the resources of both products; empty when what makes one usable is missing. */
final class OpsgenieJson {
  /** Teams and escalations may hold each other; deeper than this nobody counts. */
  private static final int DEEPEST = 5;

  private OpsgenieJson() {}

  static Optional<Alert> alert(JsonNode node) {
    if (text(node, "id").isEmpty() || text(node, "status").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Alert(
            text(node, "id"),
            text(node, "alias"),
            text(node, "status"),
            node.path("tags")
                .valueStream()
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList(),
            JsonFields.time(node, "createdAt")));
  }

  static Optional<AlertNote> note(JsonNode node) {
    return node.isObject() ? Optional.of(new AlertNote(text(node, "note"))) : Optional.empty();
  }

  static Optional<Promise> promise(JsonNode body) {
    return present(body, "requestId").map(Promise::new);
  }

  /** Opsgenie wraps it in {@code data}, JSM may not. The status text proves nothing. */
  static Optional<Processing> processing(JsonNode body) {
    JsonNode node = body.has("data") ? body.path("data") : body;
    if (!node.path("isSuccess").isBoolean()) {
      return Optional.empty();
    }
    boolean success = node.path("isSuccess").asBoolean() && node.path("success").asBoolean(true);
    return Optional.of(
        success
            ? new Processing.Succeeded(text(node, "alertId"))
            : new Processing.Failed(text(node, "status")));
  }

  static Optional<List<Participant>> participants(JsonNode list) {
    return list.isArray() ? participants(list, DEEPEST) : Optional.empty();
  }

  /** One that cannot be read makes all of it unreadable: it may be a step before the others. */
  private static Optional<List<Participant>> participants(JsonNode list, int deep) {
    return deep == 0 || list.isMissingNode() || list.isNull()
        ? Optional.of(List.of())
        : JsonFields.list(list, node -> participant(node, deep));
  }

  private static Optional<Participant> participant(JsonNode node, int deep) {
    JsonNode after = node.path("escalationTime");
    return present(node, "id")
        .filter(_ -> !text(node, "type").isEmpty())
        .flatMap(
            id ->
                participants(node.path("onCallParticipants"), deep - 1)
                    .map(
                        below ->
                            new Participant(
                                id,
                                text(node, "name"),
                                text(node, "type"),
                                after.canConvertToInt() && after.isIntegralNumber()
                                    ? OptionalInt.of(after.asInt())
                                    : OptionalInt.empty(),
                                text(node, "notifyType"),
                                below)));
  }
}
