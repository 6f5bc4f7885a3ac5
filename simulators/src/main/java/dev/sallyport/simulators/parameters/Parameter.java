package dev.sallyport.simulators.parameters;

import java.time.Instant;

/**
 * One version of a parameter.
 *
 * @param tier {@code Standard} or {@code Advanced}
 * @param version from 1 on
 */
public record Parameter(String name, String value, String tier, long version, Instant modified) {}
