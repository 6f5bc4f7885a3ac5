package dev.sallyport.core.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A provider that knows who is on call. */
public interface OnCall {
  /** Its name in evidence: {@code pagerduty}, … */
  String provider();

  /** The request annotation that names what to ask for. */
  String annotation();

  /** Asks once. It never throws: what goes wrong is {@link Answer.Unknown}. */
  Answer ask(Question question);

  /**
   * @param user the requester's Teleport name
   * @param names services or schedules
   */
  record Question(String user, List<String> names, Instant at) {}

  /** Unknown is not on call. */
  sealed interface Answer {
    /** At least one shift covers the time asked for. */
    record OnShift(List<Shift> shifts) implements Answer {}

    record NotOnCall(String why) implements Answer {}

    /** No answer; the same question may be asked again within the window. */
    record Unknown(String why) implements Answer {}
  }

  /**
   * @param name the service or schedule, as it was asked for
   * @param level the escalation level, from 1 on
   * @param start absent when the shift is permanent, likewise the end
   */
  record Shift(String name, int level, Optional<Instant> start, Optional<Instant> end) {}
}
