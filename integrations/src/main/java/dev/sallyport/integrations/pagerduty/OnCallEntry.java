package dev.sallyport.integrations.pagerduty;

import java.time.Instant;
import java.util.Optional;

/**
 * Somebody's place on an escalation policy. Without a schedule, start and end it is permanent.
 *
 * @param userType {@code user_reference} for a person, as PagerDuty writes it
 * @param level of escalation, from 1
 */
public record OnCallEntry(
    String userId,
    String userType,
    String policyId,
    int level,
    Optional<String> scheduleId,
    Optional<String> scheduleName,
    Optional<Instant> start,
    Optional<Instant> end) {}
