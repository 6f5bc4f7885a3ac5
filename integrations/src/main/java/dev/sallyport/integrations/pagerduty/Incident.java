package dev.sallyport.integrations.pagerduty;

import java.time.Instant;
import java.util.Optional;

/**
 * A PagerDuty incident. The id and the status are never empty; other texts are empty where
 * PagerDuty leaves them out.
 *
 * @param number the account's running number, 0 if absent
 * @param status {@code triggered}, {@code acknowledged} or {@code resolved}
 */
public record Incident(
    String id,
    long number,
    String key,
    String title,
    String status,
    String serviceId,
    Optional<String> htmlUrl,
    Optional<Instant> createdAt) {}
