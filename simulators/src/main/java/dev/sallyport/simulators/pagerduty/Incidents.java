package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Incidents, their notes and their log. */
final class Incidents {
  private static final int MOST_CHANGES = 250;
  private static final int MOST_NOTES = 2000;
  private static final Period DEFAULT_WINDOW = Period.ofMonths(1);
  private static final Period LONGEST_WINDOW = Period.ofMonths(6);

  private final Account account;
  private final Optional<String> keyOwner;

  Incidents(Account account, Optional<String> keyOwner) {
    this.account = account;
    this.keyOwner = keyOwner;
  }

  Answer create(Request request) {
    User actor = actor(request);
    LiveIncident.Draft draft = new Drafts(account).read(request.json().path("incident"));
    if (account.openIncident(draft.service(), draft.key()).isPresent()) {
      throw ApiError.invalid(
          "Open incident with matching dedup key already exists on this service");
    }
    return one(201, account.create(draft, actor));
  }

  Answer list(Request request) {
    Optional<String> key = request.parameter("incident_key").filter(it -> !it.isEmpty());
    List<String> statuses = request.parameters("statuses[]");
    if (!statuses.stream().allMatch(it -> Status.of(it).isPresent())) {
      throw new ApiError(400, 1003, "Invalid Status Provided", List.of());
    }
    List<String> services = request.parameters("service_ids[]");
    List<String> users = request.parameters("user_ids[]");
    Window window = window(request);
    List<LiveIncident> found =
        account.incidents().stream()
            .filter(it -> key.map(it.key()::equals).orElse(true))
            .filter(it -> statuses.isEmpty() || statuses.contains(it.status()))
            .filter(it -> services.isEmpty() || services.contains(it.service().id()))
            .filter(
                it ->
                    users.isEmpty()
                        || it.assignees().stream().anyMatch(user -> users.contains(user.id())))
            .filter(it -> window.holds(it.createdAt()))
            .toList();
    return Paging.page(request, "incidents", found, Representation::incident);
  }

  private record Window(Instant since, Instant until) {
    boolean holds(Instant at) {
      return !at.isBefore(since) && !at.isAfter(until);
    }
  }

  private Window window(Request request) {
    if (request.parameter("date_range").filter("all"::equals).isPresent()) {
      return new Window(Instant.MIN, Instant.MAX);
    }
    Instant until = Times.parameter(request, "until").orElse(account.now());
    Instant since =
        Times.parameter(request, "since").orElse(Times.plus(until, DEFAULT_WINDOW.negated()));
    if (since.isBefore(Times.plus(until, LONGEST_WINDOW.negated()))) {
      throw ApiError.invalid("The window must not be longer than 6 months.");
    }
    return new Window(since, until);
  }

  Answer get(String id) {
    return one(200, find(id));
  }

  Answer update(Request request, String id) {
    User actor = actor(request);
    LiveIncident incident = find(id);
    apply(incident, request.json().path("incident"), actor);
    return one(200, incident);
  }

  /** Changes many at once; every reference is checked before the first change. */
  Answer updateMany(Request request) {
    User actor = actor(request);
    JsonNode changes = request.json().path("incidents");
    if (!changes.isArray() || changes.isEmpty()) {
      throw ApiError.missing("incidents is missing.");
    }
    if (changes.size() > MOST_CHANGES) {
      throw new ApiError(413, 2001, "Too many incidents", List.of());
    }
    List<LiveIncident> incidents = new ArrayList<>();
    for (JsonNode change : changes) {
      incidents.add(
          account
              .incident(change.path("id").asText())
              .orElseThrow(() -> new ApiError(400, 1004, "Invalid Id Provided", List.of())));
    }
    ObjectNode body = Representation.object();
    ArrayNode changed = body.putArray("incidents");
    for (int i = 0; i < incidents.size(); i++) {
      apply(incidents.get(i), changes.get(i), actor);
      changed.add(Representation.incident(incidents.get(i)));
    }
    return Answer.of(200, body);
  }

  private void apply(LiveIncident incident, JsonNode change, User actor) {
    String type = change.path("type").asText();
    if (!type.equals("incident_reference") && !type.equals("incident")) {
      throw ApiError.invalid("Type must be incident_reference.");
    }
    Optional<String> title =
        change.has("title") ? Optional.of(Drafts.title(change)) : Optional.empty();
    if (change.has("status")) {
      Status status =
          Status.of(change.path("status").asText())
              .orElseThrow(() -> new ApiError(400, 1003, "Invalid Status Provided", List.of()));
      incident.move(status, change.path("resolution").asText(), actor, account.now());
    }
    title.ifPresent(incident::retitle);
  }

  Answer addNote(Request request, String id) {
    User actor = actor(request);
    LiveIncident incident = find(id);
    JsonNode content = request.json().path("note").path("content");
    if (!content.isTextual() || content.asText().isBlank()) {
      throw ApiError.invalid("Content cannot be empty.");
    }
    if (incident.notes().size() >= MOST_NOTES) {
      throw ApiError.invalid("An incident has at most 2000 notes.");
    }
    LiveIncident.Annotation note = incident.annotate(content.asText(), actor, account.now());
    return Answer.of(200, Representation.wrap("note", Representation.note(note)));
  }

  Answer notes(String id) {
    ObjectNode body = Representation.object();
    ArrayNode notes = body.putArray("notes");
    find(id).notes().forEach(note -> notes.add(Representation.note(note)));
    return Answer.of(200, body);
  }

  /** Newest first. */
  Answer log(Request request, String id) {
    LiveIncident incident = find(id);
    return Paging.page(
        request,
        "log_entries",
        incident.log().reversed(),
        entry -> Representation.logEntry(incident, entry));
  }

  private LiveIncident find(String id) {
    return account.incident(id).orElseThrow(ApiError::notFound);
  }

  private static Answer one(int status, LiveIncident incident) {
    return Answer.of(status, Representation.wrap("incident", Representation.incident(incident)));
  }

  /** A write needs a known From; with a user's key its owner is who did it. */
  private User actor(Request request) {
    String from =
        request
            .from()
            .filter(it -> !it.isBlank())
            .orElseThrow(() -> ApiError.missing("The From header is missing."));
    User named =
        account
            .userByEmail(from.strip())
            .orElseThrow(() -> new ApiError(400, 1008, "Requester User Not Found", List.of()));
    return keyOwner.flatMap(account::userByEmail).orElse(named);
  }
}
