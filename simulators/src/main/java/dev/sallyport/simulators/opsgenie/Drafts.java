package dev.sallyport.simulators.opsgenie;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what callers send, within the published limits (Opsgenie, Alert API, Create Alert). JSM
 * documents the same fields, and responders by identifier only.
 */
final class Drafts {
  private static final Set<String> RESPONDERS = Set.of("user", "team", "escalation", "schedule");
  private static final Set<String> VIEWERS = Set.of("user", "team");
  private static final Set<String> PRIORITIES = Set.of("P1", "P2", "P3", "P4", "P5");
  private static final String CALLER = "Alert API";

  private final Account account;
  private final Dialect dialect;
  private final String details;

  /**
   * @param details the field that holds custom properties
   */
  Drafts(Account account, Dialect dialect, String details) {
    this.account = account;
    this.dialect = dialect;
    this.details = details;
  }

  Draft draft(JsonNode body) {
    Fields fields = new Fields(body);
    List<String> unknown = new ArrayList<>();
    responders(fields, "visibleTo", VIEWERS, new ArrayList<>());
    Draft draft =
        new Draft(
            fields.required("message", 130),
            fields.text("alias", 512),
            fields.text("description", 15_000),
            responders(fields, "responders", RESPONDERS, unknown),
            unknown,
            fields.texts("actions", 10, 50),
            fields.texts("tags", 20, 50),
            fields.map(details, 8_000),
            fields.text("entity", 512),
            priority(fields),
            remark(fields));
    fields.check();
    return draft;
  }

  Remark remark(JsonNode body, boolean noteRequired) {
    Fields fields = new Fields(body);
    Remark remark = remark(fields);
    if (noteRequired && remark.note().isBlank()) {
      fields.wrong("note", "may not be empty");
    }
    fields.check();
    return remark;
  }

  private static Remark remark(Fields fields) {
    String user = fields.text("user", 100);
    String source = fields.text("source", 100);
    return new Remark(
        user.isEmpty() ? CALLER : user,
        source.isEmpty() ? "127.0.0.1" : source,
        fields.text("note", 25_000),
        fields.texts("tags", 20, 50));
  }

  private static String priority(Fields fields) {
    String priority = fields.text("priority", 10);
    if (priority.isEmpty()) {
      return "P3";
    }
    if (!PRIORITIES.contains(priority)) {
      fields.wrong("priority", "should be one of [ P1, P2, P3, P4, P5 ]");
    }
    return priority;
  }

  private List<Responder> responders(
      Fields fields, String field, Set<String> types, List<String> unknown) {
    List<Responder> found = new ArrayList<>();
    int at = 0;
    for (JsonNode item : fields.items(field, 50)) {
      String place = field + "[" + at++ + "]";
      String type = item.path("type").asText("");
      if (types.contains(type)) {
        responder(fields, place, type, item, unknown).ifPresent(found::add);
      } else {
        fields.wrong(place, "type should be one of " + types.stream().sorted().toList());
      }
    }
    return found;
  }

  private Optional<Responder> responder(
      Fields fields, String place, String type, JsonNode item, List<String> unknown) {
    String id = item.path("id").asText("");
    String name = item.path(type.equals("user") ? "username" : "name").asText("");
    boolean named = dialect == Dialect.OPSGENIE || account.settings().jsmResponderNames();
    if (id.isEmpty() && (name.isEmpty() || !named)) {
      fields.wrong(place, named ? "id or name should be provided" : "id should be provided");
      return Optional.empty();
    }
    Optional<Responder> found =
        id.isEmpty()
            ? account.directory().responderNamed(type, name)
            : account.directory().responderBy(type, id, dialect);
    if (found.isEmpty()) {
      unknown(fields, place, "no " + type + " exists with " + (id.isEmpty() ? name : id), unknown);
    }
    return found;
  }

  private void unknown(Fields fields, String place, String problem, List<String> unknown) {
    switch (account.settings().unknownResponders()) {
      case REFUSED -> fields.wrong(place, problem);
      case FAILED -> unknown.add(problem);
      case IGNORED -> {}
    }
  }
}
