package dev.sallyport.simulators.pagerduty;

import java.time.Instant;

/** One line of an incident's log; everything that happens to an incident leaves one. */
record LogEntry(String id, String type, String text, User agent, Instant at) {}
