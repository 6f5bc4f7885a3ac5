package dev.sallyport.simulators.pagerduty;

import java.time.Instant;

/**
 * A note on an incident.
 *
 * @param user the mail address of its author
 */
public record Note(String id, String content, String user, Instant at) {}
