package dev.sallyport.integrations.opsgenie;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An alert. The id and the status are never empty; the alias is where nobody gave one.
 *
 * @param status {@code open} or {@code closed}
 */
public record Alert(
    String id, String alias, String status, List<String> tags, Optional<Instant> createdAt) {
  public Alert {
    tags = List.copyOf(tags);
  }

  boolean isOpen() {
    return status.equals("open");
  }
}
