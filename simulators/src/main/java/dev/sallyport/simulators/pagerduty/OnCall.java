package dev.sallyport.simulators.pagerduty;

import java.time.Instant;
import java.util.Optional;

/** Somebody's place on a level of a policy; without a schedule and times it is permanent. */
record OnCall(
    User user,
    Policy policy,
    int level,
    Optional<Schedule> schedule,
    Optional<Instant> start,
    Optional<Instant> end) {
  /** Whether the shift and the window share a moment; the end of a shift is outside of it. */
  boolean overlaps(Instant since, Instant until) {
    return start.map(begin -> !begin.isAfter(until)).orElse(true)
        && end.map(since::isBefore).orElse(true);
  }
}
