package dev.sallyport.integrations.opsgenie;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.integrations.http.JsonCalls;
import dev.sallyport.integrations.http.Query;
import dev.sallyport.integrations.http.Reply;
import java.util.function.Function;

/**
 * The writes that Opsgenie's alert API and JSM's integration events API have in common. Sources:
 * Opsgenie, Alert API; Atlassian, JSM Operations integration events.
 */
final class AlertEvents {
  private static final String ALERTS = "/v2/alerts";

  private final JsonCalls http;

  AlertEvents(JsonCalls http) {
    this.http = http;
  }

  Reply<Promise> create(NewAlert alert) {
    return http.write("POST", ALERTS, alert.json(), OpsgenieJson::promise);
  }

  Reply<Promise> addNote(String alertId, String text) {
    return onAlert(alertId, "/notes", body().put("note", text));
  }

  Reply<Promise> close(String alertId) {
    return onAlert(alertId, "/close", body());
  }

  Reply<Promise> addTag(String alertId, String tag) {
    ObjectNode body = body();
    body.putArray("tags").add(tag);
    return onAlert(alertId, "/tags", body);
  }

  private Reply<Promise> onAlert(String alertId, String action, ObjectNode body) {
    return on(
        ALERTS,
        alertId,
        path -> {
          String byId = Query.empty().with("identifierType", "id").on(path + action);
          return http.write("POST", byId, body, OpsgenieJson::promise);
        });
  }

  /** A write that waits in the queue reads as 404, and so does one that never was. */
  Reply<Processing> processing(Promise promise) {
    Reply<Processing> reply =
        on(
            ALERTS + "/requests",
            promise.requestId(),
            path -> http.get(path, Query.empty(), OpsgenieJson::processing));
    return reply instanceof Reply.Rejected<Processing>(int status, int _, String _) && status == 404
        ? new Reply.Ok<>(new Processing.Pending())
        : reply;
  }

  /** An id may come from outside; one that would change the path is refused without a call. */
  static <T> Reply<T> on(String path, String id, Function<String, Reply<T>> call) {
    return id.isBlank() || id.equals(".") || id.equals("..")
        ? new Reply.Rejected<>(0, 0, "not an id: '" + id + "'")
        : call.apply(path + "/" + Query.encode(id));
  }

  private static ObjectNode body() {
    return JsonNodeFactory.instance.objectNode().put("source", "Sallyport");
  }
}
