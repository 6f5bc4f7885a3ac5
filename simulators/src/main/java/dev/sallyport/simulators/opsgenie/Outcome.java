package dev.sallyport.simulators.opsgenie;

import java.time.Instant;

/**
 * What became of a request.
 *
 * @param action {@code Create}, {@code Close}, …
 * @param status words for people, which no program should read
 * @param alertId empty when there is no such alert; so is the alias
 */
record Outcome(
    String action, Instant at, boolean success, String status, String alertId, String alias) {
  static Outcome done(String action, Instant at, String status, LiveAlert alert) {
    return new Outcome(action, at, true, status, alert.id(), alert.alias());
  }

  static Outcome failed(String action, Instant at, String status) {
    return new Outcome(action, at, false, status, "", "");
  }

  static Outcome failed(String action, Instant at, String status, LiveAlert alert) {
    return new Outcome(action, at, false, status, alert.id(), alert.alias());
  }
}
