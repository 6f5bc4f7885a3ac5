package dev.sallyport.simulators.opsgenie;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An alert and everything that happened to it. Whoever calls holds the account's lock. */
final class LiveAlert {
  /**
   * A note or a line of the log.
   *
   * @param offset its place in the list
   */
  record Entry(String text, String type, String owner, Instant at, String offset) {}

  private final Ids ids;
  private final String id;
  private final long tinyId;
  private final Draft draft;
  private final Instant createdAt;
  private final List<String> moreTags = new ArrayList<>();
  private final List<Entry> notes = new ArrayList<>();
  private final List<Entry> logs = new ArrayList<>();
  private Instant lastOccurredAt;
  private int count = 1;
  private Optional<Instant> closedAt = Optional.empty();
  private String owner = "";

  LiveAlert(Ids ids, long tinyId, Draft draft, Instant at) {
    this.ids = ids;
    this.id = ids.alert(at);
    this.tinyId = tinyId;
    this.draft = draft;
    createdAt = at;
    lastOccurredAt = at;
    log("Alert created", draft.remark().user(), at);
    annotate(draft.remark(), at);
  }

  /** The same alias came again while the alert was open. */
  void occurAgain(Remark remark, Instant at) {
    count++;
    lastOccurredAt = at;
    log("Alert is de-duplicated, count is " + count, remark.user(), at);
  }

  /** False when somebody has it already, or it is closed. */
  boolean acknowledge(Remark remark, Instant at) {
    if (!open() || acknowledged()) {
      return false;
    }
    owner = remark.user();
    log("Alert acknowledged", remark.user(), at);
    annotate(remark, at);
    return true;
  }

  /** False when it is closed already. */
  boolean close(Remark remark, Instant at) {
    if (!open()) {
      return false;
    }
    closedAt = Optional.of(at);
    log("Alert closed", remark.user(), at);
    annotate(remark, at);
    return true;
  }

  /** Adds the note, if there is one; closed alerts take notes too. */
  void annotate(Remark remark, Instant at) {
    if (!remark.note().isEmpty()) {
      notes.add(new Entry(remark.note(), "note", remark.user(), at, ids.offset(at)));
      log("Note added: " + remark.note(), remark.user(), at);
    }
  }

  /** Adds tags; each is there once. */
  void tag(Remark remark, Instant at) {
    remark.tags().stream().filter(tag -> !tags().contains(tag)).forEach(moreTags::add);
    log("Tags added: " + remark.tags(), remark.user(), at);
    annotate(remark, at);
  }

  /** Those of the creation, then those added. */
  List<String> tags() {
    List<String> all = new ArrayList<>(draft.tags());
    all.addAll(moreTags);
    return all;
  }

  private void log(String text, String by, Instant at) {
    logs.add(new Entry(text, "system", by, at, ids.offset(at)));
  }

  String id() {
    return id;
  }

  long tinyId() {
    return tinyId;
  }

  /** The alert's own id when it was created without one. */
  String alias() {
    return draft.alias().isEmpty() ? id : draft.alias();
  }

  Draft draft() {
    return draft;
  }

  boolean open() {
    return closedAt.isEmpty();
  }

  String status() {
    return open() ? "open" : "closed";
  }

  boolean acknowledged() {
    return !owner.isEmpty();
  }

  int count() {
    return count;
  }

  String owner() {
    return owner;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant updatedAt() {
    return logs.getLast().at();
  }

  Instant lastOccurredAt() {
    return lastOccurredAt;
  }

  List<Entry> notes() {
    return notes;
  }

  List<Entry> logs() {
    return logs;
  }

  Alert snapshot() {
    return new Alert(
        id,
        Long.toString(tinyId),
        alias(),
        draft.message(),
        draft.description(),
        tags(),
        draft.responders(),
        draft.details(),
        draft.entity(),
        draft.remark().source(),
        draft.priority(),
        status(),
        acknowledged(),
        count,
        owner,
        createdAt,
        notes.stream().map(it -> new AlertNote(it.text(), it.owner(), it.at())).toList(),
        logs.stream().map(it -> new AlertLog(it.text(), it.type(), it.owner(), it.at())).toList());
  }
}
