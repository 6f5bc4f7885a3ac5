package dev.sallyport.core.decision;

import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.oncall.OnCall.Shift;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Review;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The rules of automatic approval, without I/O. They abstain wherever they are in doubt, and adding
 * a restriction never approves more.
 *
 * @param allow none = nothing is approved automatically
 * @param window how long after its creation a request may be approved
 * @param machineReviewers users whose vote stops ours
 */
public record AutoApproval(List<Allow> allow, Duration window, Set<String> machineReviewers) {
  /**
   * Who may get which roles.
   *
   * @param names services or schedules, compared without regard to case
   * @param roles by their exact names
   * @param maxLevel the highest escalation level that counts; empty = any
   */
  public record Allow(List<String> names, Set<String> roles, OptionalInt maxLevel) {
    public Allow {
      names = List.copyOf(names);
      roles = Set.copyOf(roles);
    }

    private boolean covers(AccessRequest request, List<String> asked) {
      return roles.containsAll(request.roles()) && asked.stream().anyMatch(this::names);
    }

    private boolean names(String name) {
      return names.stream().anyMatch(own -> same(own, name));
    }

    private boolean accepts(Shift shift) {
      return shift.level() >= 1 && (maxLevel.isEmpty() || shift.level() <= maxLevel.getAsInt());
    }
  }

  /** What to do before anybody is asked. */
  public sealed interface Opening {
    /** Ask about these names. */
    record Ask(List<String> names) implements Opening {}

    record Abstain(String why) implements Opening {}
  }

  /** What follows from the answer. */
  public sealed interface Verdict {
    record Approve(Shift shift) implements Verdict {}

    record Abstain(String why) implements Verdict {}

    /** No answer yet. */
    record Undecided(String why) implements Verdict {}
  }

  public AutoApproval {
    allow = List.copyOf(allow);
    machineReviewers = Set.copyOf(machineReviewers);
  }

  /**
   * Whether the on-call provider is to be asked about this pending request.
   *
   * @param asked the names in the request's annotation
   */
  public Opening open(AccessRequest request, List<String> asked, Instant now) {
    return objection(request, now)
        .<Opening>map(Opening.Abstain::new)
        .orElseGet(() -> names(request, asked));
  }

  private Opening names(AccessRequest request, List<String> asked) {
    List<String> covered =
        asked.stream()
            .filter(name -> allow.stream().anyMatch(rule -> rule.covers(request, List.of(name))))
            .toList();
    if (allow.isEmpty()) {
      return new Opening.Abstain("nothing is listed in auto_approval.allow");
    }
    return covered.isEmpty()
        ? new Opening.Abstain(
            "no entry of auto_approval.allow lists all of the requested roles for what the request"
                + " names")
        : new Opening.Ask(covered);
  }

  private Optional<String> objection(AccessRequest request, Instant now) {
    if (!withinWindow(request, now)) {
      return Optional.of("it is older than " + window.toMinutes() + " minutes");
    }
    if (request.kind() != AccessRequest.Kind.SHORT_TERM) {
      return Optional.of("it is no short-term request");
    }
    if (request.unknownParts()) {
      return Optional.of("it holds parts that this version does not know");
    }
    if (request.assumeStart().filter(start -> start.isAfter(now)).isPresent()) {
      return Optional.of("its access starts later");
    }
    if (request.roles().isEmpty()) {
      return Optional.of("it names no role");
    }
    return request.reviews().stream().map(this::reviewed).findFirst();
  }

  private boolean withinWindow(AccessRequest request, Instant now) {
    return request.created().filter(at -> now.isBefore(at.plus(window))).isPresent();
  }

  private String reviewed(Review review) {
    return machineReviewers.contains(review.author())
        ? "another machine has voted"
        : "somebody has reviewed it already";
  }

  /** Judges the answer of a provider. */
  public Verdict judge(AccessRequest request, OnCall.Answer answer) {
    return switch (answer) {
      case OnCall.Answer.Unknown(String why) -> new Verdict.Undecided(why);
      case OnCall.Answer.NotOnCall(String why) -> new Verdict.Abstain(why);
      case OnCall.Answer.OnShift(List<Shift> shifts) -> judge(request, shifts);
    };
  }

  private Verdict judge(AccessRequest request, List<Shift> shifts) {
    return shifts.stream()
        .filter(shift -> begunBefore(request, shift))
        .filter(
            shift ->
                allow.stream()
                    .anyMatch(
                        rule -> rule.covers(request, List.of(shift.name())) && rule.accepts(shift)))
        .min(java.util.Comparator.comparingInt(Shift::level))
        .<Verdict>map(Verdict.Approve::new)
        .orElseGet(() -> new Verdict.Abstain("no shift counts: " + levels(shifts)));
  }

  /** A request made before a shift is not approved by it. */
  private static boolean begunBefore(AccessRequest request, Shift shift) {
    return shift.start().isEmpty()
        || request.created().filter(at -> !shift.start().get().isAfter(at)).isPresent();
  }

  private static String levels(List<Shift> shifts) {
    return shifts.stream()
        .map(
            shift ->
                "escalation level "
                    + shift.level()
                    + shift.start().map(start -> " since " + start).orElse(""))
        .distinct()
        .limit(5)
        .collect(Collectors.joining(", "));
  }

  private static boolean same(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }
}
