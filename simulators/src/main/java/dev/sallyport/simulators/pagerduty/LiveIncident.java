package dev.sallyport.simulators.pagerduty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An incident and everything that happened to it. Whoever calls holds the account's lock. */
final class LiveIncident {
  record Annotation(String id, String content, User user, Instant at) {}

  record Change(Status status, User by, Instant at) {}

  /** What an incident is created with. */
  record Draft(
      Service service,
      Policy policy,
      String title,
      String key,
      String urgency,
      String details,
      List<User> assignees) {}

  private final String id;
  private final long number;
  private final Draft draft;
  private final Ids ids;
  private final Witness witness;
  private final List<Annotation> notes = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<LogEntry> log = new ArrayList<>();
  private String title;

  LiveIncident(Ids ids, Witness witness, long number, Draft draft, User creator, Instant at) {
    this.ids = ids;
    this.witness = witness;
    this.id = ids.longId();
    this.number = number;
    this.draft = draft;
    this.title = draft.title();
    changes.add(new Change(Status.TRIGGERED, creator, at));
    log("trigger_log_entry", "Triggered through the API", creator, at);
  }

  /** Moves to another status. Moving to the present one is an error for all but triggered. */
  void move(Status to, String remark, User by, Instant at) {
    Status from = lastChange().status();
    if (to == from) {
      refuseRepeating(to);
      return;
    }
    changes.add(new Change(to, by, at));
    switch (to) {
      case RESOLVED -> log("resolve_log_entry", remark.isEmpty() ? "Resolved" : remark, by, at);
      case ACKNOWLEDGED -> log("acknowledge_log_entry", "Acknowledged", by, at);
      case TRIGGERED -> log(unresolving(from), "Triggered again", by, at);
    }
  }

  private static String unresolving(Status from) {
    return from == Status.RESOLVED ? "reopen_log_entry" : "unacknowledge_log_entry";
  }

  private static void refuseRepeating(Status status) {
    switch (status) {
      case RESOLVED ->
          throw new ApiError(400, 1001, "Incident Already Resolved", List.of("Already resolved."));
      case ACKNOWLEDGED ->
          throw new ApiError(
              400, 1002, "Incident Already Acknowledged", List.of("Already acknowledged."));
      case TRIGGERED -> {}
    }
  }

  Annotation annotate(String content, User by, Instant at) {
    Annotation note = new Annotation(ids.shortId(), content, by, at);
    notes.add(note);
    log("annotate_log_entry", content, by, at);
    return note;
  }

  void retitle(String newTitle) {
    title = newTitle;
  }

  private void log(String type, String text, User agent, Instant at) {
    LogEntry entry = new LogEntry(ids.longId(), type, text, agent, at);
    log.add(entry);
    witness.saw(this, entry);
  }

  String id() {
    return id;
  }

  long number() {
    return number;
  }

  String title() {
    return title;
  }

  String summary() {
    return "[#" + number + "] " + title;
  }

  String key() {
    return draft.key();
  }

  String urgency() {
    return draft.urgency();
  }

  Service service() {
    return draft.service();
  }

  Policy policy() {
    return draft.policy();
  }

  List<User> assignees() {
    return draft.assignees();
  }

  String status() {
    return lastChange().status().text();
  }

  boolean open() {
    return lastChange().status() != Status.RESOLVED;
  }

  Instant createdAt() {
    return changes.getFirst().at();
  }

  Instant updatedAt() {
    return log.getLast().at();
  }

  Optional<Instant> resolvedAt() {
    return open() ? Optional.empty() : Optional.of(lastChange().at());
  }

  Change lastChange() {
    return changes.getLast();
  }

  String details() {
    return draft.details();
  }

  List<Annotation> notes() {
    return notes;
  }

  List<LogEntry> log() {
    return log;
  }

  Incident snapshot() {
    return new Incident(
        id,
        number,
        title,
        key(),
        service().id(),
        status(),
        urgency(),
        details(),
        notes.stream()
            .map(it -> new Note(it.id(), it.content(), it.user().email(), it.at()))
            .toList(),
        changes.stream()
            .map(it -> new StatusChange(it.status().text(), it.by().email(), it.at()))
            .toList());
  }
}
