package dev.sallyport.simulators.pagerduty;

import java.util.List;

/**
 * An incident as it stands, for tests to look at.
 *
 * @param service the id of its service
 * @param status {@code triggered}, {@code acknowledged} or {@code resolved}
 * @param details the text of its body, or empty
 * @param history every change of status with its time, the creation first
 */
public record Incident(
    String id,
    long number,
    String title,
    String key,
    String service,
    String status,
    String urgency,
    String details,
    List<Note> notes,
    List<StatusChange> history) {
  public Incident {
    notes = List.copyOf(notes);
    history = List.copyOf(history);
  }
}
