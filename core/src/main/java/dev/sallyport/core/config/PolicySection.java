package dev.sallyport.core.config;

import dev.sallyport.core.decision.Allow;
import dev.sallyport.core.decision.AutoApproval;
import dev.sallyport.core.decision.Hours;
import dev.sallyport.core.decision.Limits;
import dev.sallyport.core.decision.NeverRoles;
import dev.sallyport.core.decision.ReasonPattern;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;

/**
 * Reads {@code [auto_approval]}. A restriction that says nothing is an error, not an absent one.
 */
final class PolicySection {
  private final Section section;
  private final Consumer<String> notices;

  private PolicySection(Section section, Consumer<String> notices) {
    this.section = section;
    this.notices = notices;
  }

  /**
   * @param notices told of what is accepted and has no effect
   */
  static Config.Policy read(Section section, Consumer<String> notices) {
    return new PolicySection(section, notices).read();
  }

  private Config.Policy read() {
    NeverRoles never = never();
    List<Allow> allow = section.sections("allow").stream().map(it -> allow(it, never)).toList();
    List<String> machines = section.texts("machine_reviewers");
    AutoApproval rules =
        new AutoApproval(
            allow,
            never,
            section.duration(
                "window", Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofMinutes(10)),
            section.has("machine_reviewers")
                ? new HashSet<>(machines)
                : Set.of("@teleport-access-approval-bot"));
    Config.Policy policy =
        new Config.Policy(rules, section.oneOf("on_auto_approve", "silent", "silent", "note"));
    section.refuseUnknown();
    return policy;
  }

  private NeverRoles never() {
    List<String> patterns = section.texts("never_roles");
    if (patterns.stream().anyMatch(pattern -> pattern.startsWith("^"))) {
      throw section.error(
          "never_roles", "holds a regular expression: write names, with * for any characters");
    }
    return new NeverRoles(patterns);
  }

  private Allow allow(Section entry, NeverRoles never) {
    List<String> services = entry.texts("services");
    List<String> schedules = entry.texts("schedules");
    if (services.isEmpty() && schedules.isEmpty()) {
      throw entry.error(
          "services", "is missing: name the services or schedules this entry is about");
    }
    Allow allow =
        new Allow(
            new HashSet<>(services),
            new HashSet<>(schedules),
            roles(entry, never),
            new Limits(
                entry.number("max_level", 1, 100),
                length(entry, "max_duration", Duration.ofDays(14)),
                entry.flag("require_reason", false),
                pattern(entry),
                entry.sections("hours").stream().map(PolicySection::hours).toList(),
                length(entry, "min_shift_age", Duration.ofDays(7))));
    if (entry.has("hours") && allow.limits().hours().isEmpty()) {
      throw entry.error("hours", "is empty: name the hours, or leave it out for any time");
    }
    entry.refuseUnknown();
    return allow;
  }

  private Set<String> roles(Section entry, NeverRoles never) {
    List<String> roles = entry.texts("roles");
    if (roles.isEmpty()) {
      throw entry.error("roles", "is missing: name each role that may be approved");
    }
    if (roles.stream().anyMatch(role -> role.contains("*") || role.startsWith("^"))) {
      throw entry.error("roles", "holds a pattern: name each role by itself");
    }
    roles.stream()
        .filter(role -> never.of(role).isPresent())
        .forEach(
            role ->
                notices.accept(
                    "auto_approval.allow lists the role "
                        + role
                        + ", which never_roles denies: it is not approved automatically"));
    return new HashSet<>(roles);
  }

  private static Optional<Duration> length(Section entry, String key, Duration most) {
    if (!entry.has(key)) {
      return Optional.empty();
    }
    String _ = entry.required(key, "a length such as 30m or 8h, or leave it out");
    return Optional.of(entry.duration(key, most, Duration.ofMinutes(1), most));
  }

  private static Optional<ReasonPattern> pattern(Section entry) {
    if (!entry.has("reason_pattern")) {
      return Optional.empty();
    }
    String text =
        entry.required(
            "reason_pattern", "a regular expression such as OPS-\\\\d+, or leave it out");
    try {
      return Optional.of(new ReasonPattern(text));
    } catch (PatternSyntaxException e) {
      throw entry.error(
          "reason_pattern",
          "is no regular expression: " + e.getDescription() + " near character " + e.getIndex());
    } catch (IllegalArgumentException e) {
      throw entry.error("reason_pattern", "cannot be used: " + e.getMessage());
    }
  }

  private static Hours hours(Section section) {
    LocalTime from = time(section, "from", "00:00");
    LocalTime to = time(section, "to", "24:00");
    if (from.equals(to) && !from.equals(LocalTime.MIDNIGHT)) {
      throw section.error("to", "equals from: leave both out for the whole day");
    }
    Hours hours = new Hours(days(section), from, to, zone(section));
    section.refuseUnknown();
    return hours;
  }

  private static Set<DayOfWeek> days(Section section) {
    if (!section.has("days")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String name : section.texts("days")) {
      days.add(
          Arrays.stream(DayOfWeek.values())
              .filter(day -> isNameOf(name.toUpperCase(Locale.ROOT), day))
              .findFirst()
              .orElseThrow(
                  () ->
                      section.error(
                          "days",
                          "holds \"" + name + "\": choose of mon, tue, wed, thu, fri, sat, sun")));
    }
    if (days.isEmpty()) {
      throw section.error("days", "is empty: name days, or leave it out for every day");
    }
    return days;
  }

  private static boolean isNameOf(String name, DayOfWeek day) {
    return name.equals(day.name()) || name.equals(day.name().substring(0, 3));
  }

  private static LocalTime time(Section section, String key, String standard) {
    String text = section.text(key).orElse(standard);
    boolean end = key.equals("to") && text.equals("24:00");
    if (!end && !text.matches("([01]\\d|2[0-3]):[0-5]\\d")) {
      throw section.error(key, "is \"" + text + "\": write a time of day such as 08:30");
    }
    return end ? LocalTime.MIDNIGHT : LocalTime.parse(text);
  }

  private static ZoneId zone(Section section) {
    String name = section.required("zone", "an IANA time zone such as Europe/Berlin or UTC");
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw section.error(
          "zone", "is \"" + name + "\": write an IANA time zone such as Europe/Berlin or UTC");
    }
    return ZoneId.of(name);
  }
}
