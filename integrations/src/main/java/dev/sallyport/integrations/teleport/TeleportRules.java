package dev.sallyport.integrations.teleport;

import dev.sallyport.core.rule.MonitoringRule;
import dev.sallyport.core.rule.MonitoringRules;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRule;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The Access Monitoring Rules of the cluster, read again after a minute. When they cannot be read
 * the last ones count for an hour, and the next try is 15 s later. A cluster that does not know
 * them, or does not let us read them, has none: that is told once. Safe for use by many threads,
 * which wait for one another's reading.
 */
public final class TeleportRules implements MonitoringRules {
  private static final Duration FRESH = Duration.ofMinutes(1);
  private static final Duration TRY_AGAIN = Duration.ofSeconds(15);
  private static final Duration LAST_GOOD = Duration.ofHours(1);
  private static final Duration FOR_THE_LIST = Duration.ofSeconds(1);
  private static final Duration FOR_TRAITS = Duration.ofMillis(500);
  private static final String SUBJECT = "access_request";

  private final TeleportClient teleport;
  private final List<String> destinations;
  private final Signals signals;
  private final InstantSource clock;
  private final Duration forTheList;
  private final Set<Reason> told = EnumSet.noneOf(Reason.class);
  private Listed current = new Listed.Unknown("they were not read yet");
  private Instant goodUntil = Instant.MIN;
  private Instant readAgain = Instant.MIN;

  /** Waits a second for the rules, and half a one for a user's traits. */
  public TeleportRules(
      TeleportClient teleport, List<String> destinations, Signals signals, InstantSource clock) {
    this(teleport, destinations, signals, clock, FOR_THE_LIST);
  }

  /**
   * Asks nothing yet.
   *
   * @param destinations the names of notifications whose rules count
   * @param clock says how old the rules are; the time limits run by the system's own
   * @param forTheList how long the rules are waited for
   */
  public TeleportRules(
      TeleportClient teleport,
      List<String> destinations,
      Signals signals,
      InstantSource clock,
      Duration forTheList) {
    this.teleport = teleport;
    this.destinations = List.copyOf(destinations);
    this.signals = signals;
    this.clock = clock;
    this.forTheList = forTheList;
  }

  @Override
  public synchronized Listed listed() {
    Instant now = clock.instant();
    if (!now.isBefore(readAgain)) {
      switch (ask()) {
        case Answer.Ok<List<MonitoringRule>>(List<MonitoringRule> rules) -> read(rules, now);
        case Answer.Refused<List<MonitoringRule>>(Reason why, String text) ->
            refused(why, text, now);
      }
    }
    return current;
  }

  private Answer<List<MonitoringRule>> ask() {
    return TimeLimit.answer(forTheList, this::list).orElseGet(this::tooLate);
  }

  private Answer<List<MonitoringRule>> tooLate() {
    return Answer.refused(Reason.UNAVAILABLE, "no answer within " + forTheList.toMillis() + " ms");
  }

  private Answer<List<MonitoringRule>> list(TimeLimit time) {
    List<MonitoringRule> all = new ArrayList<>();
    for (String destination : destinations) {
      switch (teleport.accessMonitoringRules(SUBJECT, destination)) {
        case Answer.Ok<List<AccessMonitoringRule>>(List<AccessMonitoringRule> rules) ->
            rules.stream()
                .filter(rule -> WireRule.isAbout(rule, SUBJECT, destination))
                .map(WireRule::of)
                .forEach(all::add);
        case Answer.Refused<List<AccessMonitoringRule>>(Reason why, String text) -> {
          return time.isOver() ? tooLate() : Answer.refused(why, text);
        }
      }
    }
    return Answer.ok(List.copyOf(all));
  }

  private void read(List<MonitoringRule> rules, Instant now) {
    current = new Listed.Known(rules);
    goodUntil = now.plus(LAST_GOOD);
    readAgain = now.plus(FRESH);
    told.clear();
  }

  private void refused(Reason why, String text, Instant now) {
    switch (why) {
      case UNIMPLEMENTED -> none(why, Signal.info("", "rules-unsupported", unsupported()), now);
      case DENIED -> none(why, Signal.warning("", "rules-denied", denied(text)), now);
      default -> unread(why + ": " + text, now);
    }
  }

  private void none(Reason why, Signal signal, Instant now) {
    current = new Listed.Known(List.of());
    goodUntil = Instant.MIN;
    readAgain = now.plus(FRESH);
    if (told.add(why)) {
      signals.say(signal);
    }
  }

  private static String unsupported() {
    return "this Teleport has no Access Monitoring Rules; annotations and configuration route";
  }

  private static String denied(String text) {
    return "Access Monitoring Rules may not be read, so they route nothing (grant"
        + " access_monitoring_rule: [list, read]): "
        + text;
  }

  private void unread(String why, Instant now) {
    readAgain = now.plus(TRY_AGAIN);
    if (now.isBefore(goodUntil)) {
      signals.say(
          Signal.warning(
              "",
              "rules-unread",
              "Access Monitoring Rules cannot be read; those of before count: " + why));
    } else {
      current = new Listed.Unknown(why);
    }
  }

  @Override
  public Optional<Map<String, List<String>>> traits(String user) {
    return user.isBlank()
        ? Optional.empty()
        : TimeLimit.answer(FOR_TRAITS, _ -> teleport.user(user).map(TeleportDetails::traits))
            .flatMap(Answer::asOptional);
  }
}
