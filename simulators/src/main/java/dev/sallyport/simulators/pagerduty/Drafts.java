package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads what an incident shall be created with, and refuses what PagerDuty refuses. */
final class Drafts {
  private static final int LONGEST_TITLE = 1024;

  private final Account account;

  Drafts(Account account) {
    this.account = account;
  }

  LiveIncident.Draft read(JsonNode incident) {
    if (!incident.isObject()) {
      throw ApiError.missing("incident is missing.");
    }
    if (!incident.path("type").asText().equals("incident")) {
      throw ApiError.invalid("Type must be incident.");
    }
    String title = title(incident);
    Service service = service(incident.path("service"));
    String urgency = incident.path("urgency").asText("high");
    if (!urgency.equals("high") && !urgency.equals("low")) {
      throw ApiError.invalid("Urgency must be high or low.");
    }
    boolean assigned = incident.has("assignments");
    if (assigned && incident.has("escalation_policy")) {
      throw ApiError.invalid("Only one of assignments and escalation_policy may be given.");
    }
    Policy policy = policy(incident, service);
    List<User> assignees = assigned ? assignees(incident.path("assignments")) : firstLevel(policy);
    String key = incident.path("incident_key").asText("");
    return new LiveIncident.Draft(
        service,
        policy,
        title,
        key.isEmpty() ? Account.freshKey() : key,
        urgency,
        details(incident),
        assignees);
  }

  static String title(JsonNode incident) {
    JsonNode title = incident.path("title");
    if (!title.isTextual() || title.asText().isBlank()) {
      throw ApiError.invalid("Title cannot be empty.");
    }
    if (title.asText().codePoints().count() > LONGEST_TITLE) {
      throw ApiError.invalid("Title is too long (maximum is 1024 characters).");
    }
    return title.asText();
  }

  private static String details(JsonNode incident) {
    if (!incident.has("body")) {
      return "";
    }
    JsonNode body = incident.path("body");
    if (!body.path("type").asText().equals("incident_body")) {
      throw ApiError.invalid("Body type must be incident_body.");
    }
    if (!body.path("details").isTextual()) {
      throw ApiError.invalid("Body details must be a string.");
    }
    return body.path("details").asText();
  }

  private Service service(JsonNode reference) {
    if (!reference.path("type").asText().equals("service_reference")) {
      throw ApiError.invalid("Service must be a service_reference.");
    }
    return account
        .service(reference.path("id").asText())
        .orElseThrow(() -> ApiError.invalid("Service was not found."));
  }

  private Policy policy(JsonNode incident, Service service) {
    if (!incident.has("escalation_policy")) {
      return service.policy();
    }
    return account
        .policy(incident.path("escalation_policy").path("id").asText())
        .orElseThrow(() -> ApiError.invalid("Escalation policy was not found."));
  }

  private List<User> assignees(JsonNode assignments) {
    List<User> assignees = new ArrayList<>();
    for (JsonNode assignment : assignments) {
      assignees.add(
          account
              .user(assignment.path("assignee").path("id").asText())
              .orElseThrow(() -> ApiError.invalid("Assignee was not found.")));
    }
    return assignees;
  }

  private List<User> firstLevel(Policy policy) {
    return account.onCalls().stream()
        .filter(it -> it.policy().equals(policy) && it.level() == 1)
        .filter(it -> it.overlaps(account.now(), account.now()))
        .map(OnCall::user)
        .distinct()
        .toList();
  }
}
