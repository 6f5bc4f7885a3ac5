package dev.sallyport.integrations.opsgenie;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An alert to be made. Limits are Opsgenie's: a message of 130 characters, a description of 15,000,
 * tags of 50 each, 50 responders.
 *
 * @param alias no second alert is open under the same one
 * @param priority {@code P1} to {@code P5}
 */
public record NewAlert(
    String message,
    String alias,
    String description,
    List<Addressee> responders,
    String tag,
    String priority) {
  public NewAlert {
    responders = List.copyOf(responders);
  }

  ObjectNode json() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("message", message).put("alias", alias).put("description", description);
    ArrayNode all = body.putArray("responders");
    responders.forEach(
        one -> all.addObject().put("type", one.type()).put(one.byId() ? "id" : "name", one.text()));
    body.putArray("tags").add(tag);
    return body.put("priority", priority).put("source", "Sallyport");
  }
}
