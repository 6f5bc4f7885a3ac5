package dev.sallyport.simulators.fault;

import java.time.Duration;

/** What a simulated system does with a call in place of serving it well. */
public sealed interface Fault {
  /** Served as the real system would. */
  record None() implements Fault {}

  /**
   * Answered with an error, without an effect.
   *
   * @param code the HTTP status (429, 503, …), or the number of the gRPC status (14 = UNAVAILABLE,
   *     …)
   * @param message the text of the error, in the system's own error body
   */
  record Refuse(int code, String message) implements Fault {}

  /** The connection is cut before the effect: nothing happened, and the caller cannot know it. */
  record CutBefore() implements Fault {}

  /** The call takes effect, then the connection is cut without an answer. */
  record CutAfter() implements Fault {}

  /** Served well, after a pause. */
  record Delay(Duration pause) implements Fault {}

  Fault NONE = new None();
  Fault CUT_BEFORE = new CutBefore();
  Fault CUT_AFTER = new CutAfter();
}
