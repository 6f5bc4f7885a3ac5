package dev.sallyport.simulators.pagerduty;

import java.time.Instant;

/**
 * One step in an incident's life.
 *
 * @param status {@code triggered}, {@code acknowledged} or {@code resolved}
 * @param by the mail address of who did it
 */
public record StatusChange(String status, String by, Instant at) {}
