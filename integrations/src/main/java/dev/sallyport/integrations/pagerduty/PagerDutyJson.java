package dev.sallyport.integrations.pagerduty;

import static dev.sallyport.integrations.http.JsonFields.present;
import static dev.sallyport.integrations.http.JsonFields.text;
import static dev.sallyport.integrations.http.JsonFields.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** Reads PagerDuty's resources; empty when what makes one usable is missing. */
final class PagerDutyJson {
  private PagerDutyJson() {}

  static Optional<Incident> incident(JsonNode node) {
    if (text(node, "id").isEmpty() || text(node, "status").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Incident(
            text(node, "id"),
            node.path("incident_number").asLong(),
            text(node, "incident_key"),
            text(node, "title"),
            text(node, "status"),
            text(node.path("service"), "id"),
            present(node, "html_url"),
            time(node, "created_at")));
  }

  static Optional<Note> note(JsonNode node) {
    return present(node, "id")
        .map(
            id ->
                new Note(
                    id,
                    text(node, "content"),
                    present(node.path("user"), "id"),
                    text(node.path("user"), "type"),
                    time(node, "created_at")));
  }

  static Optional<Service> service(JsonNode node) {
    return present(node, "id")
        .map(
            id ->
                new Service(id, text(node, "name"), present(node.path("escalation_policy"), "id")));
  }

  /** An account's list may hold more than people: {@code type} tells. */
  record Member(String type, User user) {}

  static Optional<Member> member(JsonNode node) {
    return present(node, "id")
        .map(
            id ->
                new Member(
                    text(node, "type"), new User(id, text(node, "name"), text(node, "email"))));
  }

  static Optional<AccountUser> accountUser(JsonNode node) {
    return present(node, "id")
        .map(
            id ->
                new AccountUser(
                    id,
                    text(node, "type"),
                    text(node, "name"),
                    text(node, "email"),
                    text(node, "role")));
  }

  /** A time that cannot be read makes the entry unusable: absent would mean for ever. */
  static Optional<OnCallEntry> onCall(JsonNode node) {
    Optional<String> user = present(node.path("user"), "id");
    Optional<String> policy = present(node.path("escalation_policy"), "id");
    JsonNode level = node.path("escalation_level");
    Optional<Instant> start = time(node, "start");
    Optional<Instant> end = time(node, "end");
    boolean timesRead =
        start.isPresent() == given(node, "start") && end.isPresent() == given(node, "end");
    if (user.isEmpty() || policy.isEmpty() || !level.canConvertToInt() || !timesRead) {
      return Optional.empty();
    }
    return Optional.of(
        new OnCallEntry(
            user.get(),
            text(node.path("user"), "type"),
            policy.get(),
            level.asInt(),
            present(node.path("schedule"), "id"),
            present(node.path("schedule"), "summary"),
            start,
            end));
  }

  private static boolean given(JsonNode node, String field) {
    return node.hasNonNull(field);
  }
}
