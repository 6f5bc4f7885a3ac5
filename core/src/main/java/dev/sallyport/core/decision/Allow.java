package dev.sallyport.core.decision;

import dev.sallyport.core.decision.Objection.Condition;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.oncall.OnCall.Shift;
import dev.sallyport.core.request.AccessRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An entry of the policy: who may get which roles. One entry must cover all roles of a request; two
 * entries do not add up.
 *
 * @param services PagerDuty services, compared without regard to case
 * @param schedules Opsgenie's or Jira Service Management's schedules, likewise; a schedule never
 *     stands for a service of its name, nor the other way round
 * @param roles by their exact names
 */
public record Allow(Set<String> services, Set<String> schedules, Set<String> roles, Limits limits) {
  public Allow {
    services = Set.copyOf(services);
    schedules = Set.copyOf(schedules);
    roles = Set.copyOf(roles);
  }

  /** The names of a kind that this entry is about. */
  private Set<String> names(OnCall.Kind kind) {
    return switch (kind) {
      case SERVICE -> services;
      case SCHEDULE -> schedules;
    };
  }

  boolean names(OnCall.Kind kind, String name) {
    return names(kind).stream().anyMatch(own -> Asked.same(own, name));
  }

  /** What stands against it before anybody is asked. */
  Optional<Objection> objection(AccessRequest request, List<Asked> asked, Instant now) {
    return unnamed(asked).or(() -> uncovered(request)).or(() -> limits.objection(request, now));
  }

  private Optional<Objection> unnamed(List<Asked> asked) {
    boolean named =
        asked.stream()
            .anyMatch(one -> one.names().stream().anyMatch(name -> names(one.kind(), name)));
    return Objection.when(
        !named, Condition.NAMES, "the request names none of its services or schedules");
  }

  private Optional<Objection> uncovered(AccessRequest request) {
    Set<String> others = new TreeSet<>(request.roles());
    others.removeAll(roles);
    return Objection.when(
        !others.isEmpty(), Condition.ROLES, "it does not list " + String.join(", ", others));
  }

  /** What stands against it with this shift. */
  Optional<Objection> objection(AccessRequest request, OnCall.Kind kind, Shift shift, Instant now) {
    if (!names(kind, shift.name())) {
      return Optional.of(Objection.NOBODY);
    }
    return notYet(request, shift)
        .or(
            () ->
                Objection.when(
                    shift.end().filter(end -> !end.isAfter(now)).isPresent(),
                    Condition.SHIFT,
                    "the shift is over"))
        .or(() -> limits.objection(request, shift));
  }

  /** A request made before a shift is not approved by it. */
  private static Optional<Objection> notYet(AccessRequest request, Shift shift) {
    boolean begun =
        shift.start().isEmpty()
            || request.created().filter(at -> !shift.start().get().isAfter(at)).isPresent();
    return Objection.when(
        !begun,
        Condition.SHIFT,
        "the request was made before the shift began"
            + shift.start().map(at -> " at " + at).orElse(""));
  }

  /** As an operator finds it in the file. */
  String words() {
    List<String> parts = new ArrayList<>();
    if (!services.isEmpty()) {
      parts.add("services " + String.join(", ", new TreeSet<>(services)));
    }
    if (!schedules.isEmpty()) {
      parts.add("schedules " + String.join(", ", new TreeSet<>(schedules)));
    }
    parts.add("roles " + String.join(", ", new TreeSet<>(roles)));
    return String.join("; ", parts);
  }
}
