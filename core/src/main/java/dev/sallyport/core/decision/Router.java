package dev.sallyport.core.decision;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.rule.RuleRecipients;
import dev.sallyport.core.rule.Ruled;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Names the recipients of a request. At each destination those of the Access Monitoring Rules that
 * hold stand in place of those of annotations and configuration.
 *
 * @param pagerduty absent when PagerDuty is not configured
 * @param opsgenie absent when Opsgenie is not configured
 * @param slack absent when Slack is not configured
 */
public record Router(
    Optional<PagerDutyRoutes> pagerduty,
    Optional<OpsgenieRoutes> opsgenie,
    Optional<SlackRoutes> slack,
    RuleRecipients rules) {
  /** A request's own user, as a recipient: {@code requester:} and the Teleport user's name. */
  public static final String REQUESTER = "requester:";

  /** Another Teleport user, as a recipient: {@code user:} and the name. */
  public static final String USER = "user:";

  /** An Opsgenie schedule, as a recipient: {@code schedule:} and its name or id. */
  public static final String SCHEDULE = "schedule:";

  /** An Opsgenie team, as a recipient: {@code team:} and its name or id. */
  public static final String TEAM = "team:";

  /** Whoever asks may suggest as many reviewers as they like; each costs a look-up. */
  private static final int MOST_SUGGESTED = 30;

  /**
   * @param annotation the one that names services
   * @param all every service named, or the first alone, as the original does
   * @param fallback hears of requests that nobody else would
   */
  public record PagerDutyRoutes(String annotation, boolean all, Optional<String> fallback) {}

  /**
   * @param notifyAnnotation the one that names schedules to alert
   * @param teamsAnnotation the one that names teams to alert
   * @param defaultSchedules alerted where the request names no schedule
   * @param defaultTeams alerted where the request names no team
   * @param fallback a schedule that hears of requests that nobody else would
   */
  public record OpsgenieRoutes(
      String notifyAnnotation,
      String teamsAnnotation,
      List<String> defaultSchedules,
      List<String> defaultTeams,
      Optional<String> fallback) {
    public OpsgenieRoutes {
      defaultSchedules = List.copyOf(defaultSchedules);
      defaultTeams = List.copyOf(defaultTeams);
    }
  }

  /**
   * @param byRole channels and e-mails by role; {@code *} for roles that are not named
   * @param fallback hears of requests that nobody else would
   */
  public record SlackRoutes(Map<String, List<String>> byRole, Optional<String> fallback) {
    public SlackRoutes {
      byRole = Map.copyOf(byRole);
    }
  }

  /** Of a cluster without Access Monitoring Rules. */
  public Router(
      Optional<PagerDutyRoutes> pagerduty,
      Optional<OpsgenieRoutes> opsgenie,
      Optional<SlackRoutes> slack) {
    this(pagerduty, opsgenie, slack, RuleRecipients.none());
  }

  /** The same with the cluster's rules. */
  public Router ruledBy(RuleRecipients others) {
    return new Router(pagerduty, opsgenie, slack, others);
  }

  /**
   * Freezes the recipients.
   *
   * @param on tells of a destination whether it speaks now; one that is off or in shadow leaves the
   *     fallbacks of the others in place
   */
  public Routing route(AccessRequest request, Predicate<String> on) {
    Ruled ruled = rules.of(request);
    Optional<Route> pager = pagerduty.map(routes -> services(request, routes).ruledBy(ruled));
    Optional<Route> alert = opsgenie.map(routes -> responders(request, routes).ruledBy(ruled));
    Optional<Route> chat = slack.map(routes -> deciders(request, routes).ruledBy(ruled));
    List<Route> all = Stream.of(pager, alert, chat).flatMap(Optional::stream).toList();
    boolean heard =
        all.stream().anyMatch(one -> !one.recipients().isEmpty() && on.test(one.destination()));
    List<Route> told = heard ? all : all.stream().map(Route::orFallback).toList();
    return new Routing(
        1,
        at("pagerduty", told),
        at("opsgenie", told),
        withRequester(request, at("slack", told)),
        source(told),
        Map.of());
  }

  private static List<String> at(String destination, List<Route> told) {
    return told.stream()
        .filter(one -> one.destination().equals(destination))
        .flatMap(one -> one.recipients().stream())
        .toList();
  }

  /** A fallback is told wherever it was needed; else the most particular source is. */
  private static Routing.Source source(List<Route> told) {
    List<Routing.Source> used =
        told.stream().filter(one -> !one.recipients().isEmpty()).map(Route::from).toList();
    return Stream.of(
            Routing.Source.FALLBACK,
            Routing.Source.RULE,
            Routing.Source.ANNOTATION,
            Routing.Source.CONFIG)
        .filter(used::contains)
        .findFirst()
        .orElse(Routing.Source.ANNOTATION);
  }

  private static Route services(AccessRequest request, PagerDutyRoutes routes) {
    List<String> named = request.annotation(routes.annotation());
    Route route =
        new Route(
            "pagerduty",
            distinct(named),
            Routing.Source.ANNOTATION,
            routes.fallback(),
            Router::distinct);
    return routes.all() ? route : route.first();
  }

  /** A service in other letters is the same service. */
  private static List<String> distinct(List<String> services) {
    Set<String> known = new HashSet<>();
    return services.stream().filter(name -> known.add(name.toLowerCase(Locale.ROOT))).toList();
  }

  private static Route responders(AccessRequest request, OpsgenieRoutes routes) {
    List<String> schedules = request.annotation(routes.notifyAnnotation());
    List<String> teams = request.annotation(routes.teamsAnnotation());
    boolean annotated = !schedules.isEmpty() || !teams.isEmpty();
    return new Route(
        "opsgenie",
        Stream.concat(
                marked(SCHEDULE, schedules.isEmpty() ? routes.defaultSchedules() : schedules),
                marked(TEAM, teams.isEmpty() ? routes.defaultTeams() : teams))
            .toList(),
        annotated ? Routing.Source.ANNOTATION : Routing.Source.CONFIG,
        routes.fallback().map(name -> SCHEDULE + name),
        named -> marked(SCHEDULE, named).toList());
  }

  private static Stream<String> marked(String mark, List<String> names) {
    return names.stream().distinct().map(name -> mark + name);
  }

  private static Route deciders(AccessRequest request, SlackRoutes routes) {
    List<String> standard = routes.byRole().getOrDefault("*", List.of());
    Set<String> all = new LinkedHashSet<>();
    request.roles().forEach(role -> all.addAll(routes.byRole().getOrDefault(role, standard)));
    request.suggestedReviewers().stream()
        .filter(reviewer -> !reviewer.equals(request.user()))
        .limit(MOST_SUGGESTED)
        .forEach(reviewer -> all.add(USER + reviewer));
    return new Route(
        "slack",
        List.copyOf(all),
        Routing.Source.CONFIG,
        routes.fallback(),
        named -> named.stream().filter(name -> !name.startsWith(REQUESTER)).toList());
  }

  /** The requester comes first, so that no other name of theirs brings them a copy with buttons. */
  private List<String> withRequester(AccessRequest request, List<String> deciders) {
    if (slack.isEmpty()) {
      return List.of();
    }
    Set<String> all = new LinkedHashSet<>();
    all.add(REQUESTER + request.user());
    all.addAll(deciders);
    return List.copyOf(all);
  }
}
