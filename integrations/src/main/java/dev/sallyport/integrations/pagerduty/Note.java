package dev.sallyport.integrations.pagerduty;

import java.time.Instant;
import java.util.Optional;

/**
 * A note on an incident.
 *
 * @param userType {@code user_reference} for a person, {@code bot_user_reference} for a service, or
 *     empty
 */
public record Note(
    String id,
    String content,
    Optional<String> userId,
    String userType,
    Optional<Instant> createdAt) {}
