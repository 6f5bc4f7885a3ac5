package dev.sallyport.cli.policy;

import dev.sallyport.core.oncall.EmailAddress;
import dev.sallyport.core.oncall.OnCall;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A provider that answers what a test says.
 *
 * @param down the whole provider fails
 * @param shifts by service or schedule
 * @param failing services or schedules that it cannot tell about
 */
record Script(
    String provider,
    Kind kind,
    String annotation,
    boolean down,
    Map<String, List<Duty>> shifts,
    List<String> failing)
    implements OnCall {
  /** Knows people by account ids, which configuration may give to any user name. */
  private static final String BY_ACCOUNT = "jsm";

  /**
   * @param user a Teleport user name
   */
  record Duty(String user, int level, Optional<Instant> since, Optional<Instant> until) {
    boolean covers(Question question) {
      return user.equalsIgnoreCase(question.user())
          && since.filter(start -> start.isAfter(question.at())).isEmpty()
          && until.filter(end -> !end.isAfter(question.at())).isEmpty();
    }
  }

  /** Of whom nothing is told. */
  static Script silent(String provider, Kind kind, String annotation) {
    return new Script(provider, kind, annotation, false, Map.of(), List.of());
  }

  @Override
  public Answer ask(Question question) {
    if (down) {
      return new Answer.Unknown(provider + " fails in this case");
    }
    if (!provider.equals(BY_ACCOUNT) && !EmailAddress.is(question.user())) {
      return new Answer.NotOnCall("the user name is no e-mail address");
    }
    List<String> failed = question.names().stream().filter(this::fails).toList();
    List<Shift> found =
        question.names().stream().flatMap(name -> shifts(name, question)).distinct().toList();
    // As the real ones: a schedule that cannot be read stops no other, a service stops all.
    if (!failed.isEmpty() && (kind == Kind.SERVICE || found.isEmpty())) {
      return new Answer.Unknown(
          provider + " fails for " + String.join(", ", failed) + " in this case");
    }
    return found.isEmpty()
        ? new Answer.NotOnCall("the case names no shift of the requester that covers this time")
        : new Answer.OnShift(found);
  }

  private boolean fails(String name) {
    return failing.stream().anyMatch(name::equalsIgnoreCase);
  }

  private Stream<Shift> shifts(String name, Question question) {
    return shifts.entrySet().stream()
        .filter(own -> own.getKey().equalsIgnoreCase(name))
        .flatMap(own -> own.getValue().stream())
        .filter(duty -> duty.covers(question))
        .map(duty -> new Shift(name, duty.level(), duty.since(), duty.until()));
  }
}
