package dev.sallyport.simulators.opsgenie;

import java.time.Instant;

/**
 * A note on an alert.
 *
 * @param owner its author: an e-mail address, or what an API caller said
 */
public record AlertNote(String text, String owner, Instant at) {}
