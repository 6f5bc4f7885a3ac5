package dev.sallyport.core.decision;

import dev.sallyport.core.decision.Objection.Condition;
import dev.sallyport.core.oncall.OnCall.Shift;
import dev.sallyport.core.request.AccessRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * What an entry of the policy asks for besides names and roles. What is absent limits nothing; what
 * is not known of a request or a shift meets no limit.
 *
 * @param maxLevel the highest escalation level that counts
 * @param maxDuration the longest access, from the request's creation to the end of the access; one
 *     minute more is let pass
 * @param requireReason the request must give a reason
 * @param hours both the request and the decision must fall into one of these; none = any time
 * @param minShiftAge how long before the request the shift must have begun. A shift without a
 *     beginning is too young.
 */
public record Limits(
    OptionalInt maxLevel,
    Optional<Duration> maxDuration,
    boolean requireReason,
    Optional<ReasonPattern> reasonPattern,
    List<Hours> hours,
    Optional<Duration> minShiftAge) {
  /** Creation and end of the access may come from two looks at Teleport's clock. */
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  public static final Limits NONE =
      new Limits(
          OptionalInt.empty(),
          Optional.empty(),
          false,
          Optional.empty(),
          List.of(),
          Optional.empty());

  public Limits {
    hours = List.copyOf(hours);
  }

  Optional<Objection> objection(AccessRequest request, Instant now) {
    return duration(request).or(() -> reason(request)).or(() -> hours(request, now));
  }

  private Optional<Objection> duration(AccessRequest request) {
    if (maxDuration.isEmpty()) {
      return Optional.empty();
    }
    Duration most = maxDuration.get();
    Optional<Duration> asked =
        request
            .created()
            .flatMap(from -> request.accessExpires().map(to -> Duration.between(from, to)));
    return Objection.when(
        asked
            .filter(length -> length.isPositive() && length.compareTo(most.plus(TOLERANCE)) <= 0)
            .isEmpty(),
        Condition.DURATION,
        asked
            .map(length -> "the access would last " + words(length) + ", max_duration is ")
            .orElse("it is not known how long the access would last, max_duration is ")
            .concat(words(most)));
  }

  /** The reason itself is the user's own text and is not told. */
  private Optional<Objection> reason(AccessRequest request) {
    return Objection.when(
            requireReason && request.reason().isBlank(),
            Condition.REASON,
            "the request gives no reason, and require_reason asks for one")
        .or(
            () ->
                Objection.when(
                    reasonPattern.filter(it -> !it.matches(request.reason())).isPresent(),
                    Condition.REASON,
                    "the reason does not match reason_pattern"));
  }

  private Optional<Objection> hours(AccessRequest request, Instant now) {
    boolean within =
        hours.isEmpty() || (contain(now) && request.created().filter(this::contain).isPresent());
    return Objection.when(
        !within,
        Condition.HOURS,
        "it is not within its hours: "
            + hours.stream().map(Hours::toString).collect(Collectors.joining(", ")));
  }

  private boolean contain(Instant instant) {
    return hours.stream().anyMatch(it -> it.contain(instant));
  }

  Optional<Objection> objection(AccessRequest request, Shift shift) {
    return level(shift).or(() -> age(request, shift));
  }

  private Optional<Objection> level(Shift shift) {
    if (shift.level() < 1) {
      return Optional.of(
          new Objection(Condition.LEVEL, "escalation level " + shift.level() + " is none"));
    }
    return Objection.when(
        maxLevel.isPresent() && shift.level() > maxLevel.getAsInt(),
        Condition.LEVEL,
        shift.level() == Shift.UNKNOWN_LEVEL
            ? "the escalation level is not told, max_level is " + maxLevel.orElse(0)
            : "escalation level " + shift.level() + " is above max_level " + maxLevel.orElse(0));
  }

  private Optional<Objection> age(AccessRequest request, Shift shift) {
    if (minShiftAge.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> age =
        request
            .created()
            .flatMap(created -> shift.start().map(start -> Duration.between(start, created)));
    return Objection.when(
        age.filter(it -> it.compareTo(minShiftAge.get()) >= 0).isEmpty(),
        Condition.SHIFT_AGE,
        age.map(it -> "the shift had begun " + words(it) + " before the request, min_shift_age is ")
            .orElse("it is not known when the shift began, min_shift_age is ")
            .concat(words(minShiftAge.get())));
  }

  /** As {@code 1h 30m 5s}. */
  private static String words(Duration duration) {
    String text =
        (duration.toHours() == 0 ? "" : duration.toHours() + "h ")
            + (duration.toMinutesPart() == 0 ? "" : duration.toMinutesPart() + "m ")
            + (duration.toSecondsPart() == 0 ? "" : duration.toSecondsPart() + "s");
    return text.isBlank() ? "0s" : text.strip();
  }
}
