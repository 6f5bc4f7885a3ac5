package dev.sallyport.core.decision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Policies for tests; an entry begins with its names. */
final class Policies {
  private final Set<String> services;
  private final Set<String> schedules;
  private Set<String> roles = Set.of();
  private OptionalInt maxLevel = OptionalInt.empty();
  private Optional<Duration> maxDuration = Optional.empty();
  private boolean requireReason;
  private Optional<ReasonPattern> pattern = Optional.empty();
  private final List<Hours> hours = new ArrayList<>();
  private Optional<Duration> minShiftAge = Optional.empty();

  private Policies(Set<String> services, Set<String> schedules) {
    this.services = services;
    this.schedules = schedules;
  }

  /** For ten minutes, with the machine {@code @bot}. */
  static AutoApproval of(Allow... allow) {
    return never(NeverRoles.NONE, allow);
  }

  static AutoApproval never(NeverRoles never, Allow... allow) {
    return new AutoApproval(List.of(allow), never, Duration.ofMinutes(10), Set.of("@bot"));
  }

  static Policies services(String... names) {
    return new Policies(Set.of(names), Set.of());
  }

  static Policies schedules(String... names) {
    return new Policies(Set.of(), Set.of(names));
  }

  Policies roles(String... names) {
    roles = Set.of(names);
    return this;
  }

  Policies maxLevel(int level) {
    maxLevel = OptionalInt.of(level);
    return this;
  }

  Policies maxDuration(Duration most) {
    maxDuration = Optional.of(most);
    return this;
  }

  Policies requireReason() {
    requireReason = true;
    return this;
  }

  Policies pattern(String text) {
    pattern = Optional.of(new ReasonPattern(text));
    return this;
  }

  Policies hours(Hours one) {
    hours.add(one);
    return this;
  }

  Policies minShiftAge(Duration age) {
    minShiftAge = Optional.of(age);
    return this;
  }

  Allow build() {
    return new Allow(
        services,
        schedules,
        roles,
        new Limits(maxLevel, maxDuration, requireReason, pattern, hours, minShiftAge));
  }
}
