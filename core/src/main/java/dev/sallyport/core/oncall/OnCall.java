package dev.sallyport.core.oncall;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A provider that knows who is on call. */
public interface OnCall {
  /**
   * What a provider's names stand for. A service and a schedule of the same name have nothing to do
   * with each other.
   */
  enum Kind {
    SERVICE,
    SCHEDULE;

    /** As people call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Its name in evidence: {@code pagerduty}, … */
  String provider();

  /** What the annotation names, and what its shifts are named for. */
  Kind kind();

  /** The request annotation that names what to ask for. */
  String annotation();

  /** Asks once. It never throws: what goes wrong is {@link Answer.Unknown}. */
  Answer ask(Question question);

  /**
   * @param user the requester's Teleport name
   * @param names services or schedules
   * @param created when the request was made, for providers that do not tell when a shift began
   */
  record Question(String user, List<String> names, Instant at, Optional<Instant> created) {
    public Question {
      names = List.copyOf(names);
    }

    /** About nothing that was made before. */
    public Question(String user, List<String> names, Instant at) {
      this(user, names, at, Optional.empty());
    }
  }

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
   * @param level the escalation level, from 1 on; {@link #UNKNOWN_LEVEL} where the provider does
   *     not tell it
   * @param start absent when the shift is permanent or the provider does not tell it, likewise the
   *     end
   */
  record Shift(String name, int level, Optional<Instant> start, Optional<Instant> end) {
    /** Above any limit on the level, and so nothing but the absence of a limit lets it pass. */
    public static final int UNKNOWN_LEVEL = Integer.MAX_VALUE;
  }
}
