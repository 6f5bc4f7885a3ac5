package dev.sallyport.simulators.opsgenie;

import java.time.Instant;

/**
 * One line of an alert's activity log.
 *
 * @param type {@code system} or {@code alertRecipient}
 */
public record AlertLog(String text, String type, String owner, Instant at) {}
