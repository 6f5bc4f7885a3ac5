package dev.sallyport.simulators.opsgenie;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An alert as it stands, for tests to look at.
 *
 * @param status {@code open} or {@code closed}
 * @param count how often it was created while it was open
 * @param owner who acknowledged it, or empty
 * @param notes oldest first
 * @param logs oldest first
 */
public record Alert(
    String id,
    String tinyId,
    String alias,
    String message,
    String description,
    List<String> tags,
    List<Responder> responders,
    Map<String, String> details,
    String entity,
    String source,
    String priority,
    String status,
    boolean acknowledged,
    int count,
    String owner,
    Instant createdAt,
    List<AlertNote> notes,
    List<AlertLog> logs) {
  public Alert {
    tags = List.copyOf(tags);
    responders = List.copyOf(responders);
    details = Map.copyOf(details);
    notes = List.copyOf(notes);
    logs = List.copyOf(logs);
  }

  public boolean open() {
    return status.equals("open");
  }
}
