package dev.sallyport.core.decision;

import dev.sallyport.core.request.AccessRequest;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names the recipients of a request.
 *
 * @param pagerduty absent when PagerDuty is not configured
 * @param slack absent when Slack is not configured
 */
public record Router(Optional<PagerDutyRoutes> pagerduty, Optional<SlackRoutes> slack) {
  /** A request's own user, as a recipient: {@code requester:} and the Teleport user's name. */
  public static final String REQUESTER = "requester:";

  /** Another Teleport user, as a recipient: {@code user:} and the name. */
  public static final String USER = "user:";

  /** Teleport bounds plugin data and not who may be suggested as a reviewer. */
  private static final int MOST = 100;

  /**
   * @param annotation the one that names services
   * @param all every service named, or the first alone, as the original does
   * @param fallback hears of requests that nobody else would
   */
  public record PagerDutyRoutes(String annotation, boolean all, Optional<String> fallback) {}

  /**
   * @param byRole channels and e-mails by role; {@code *} for roles that are not named
   * @param fallback hears of requests that nobody else would
   */
  public record SlackRoutes(Map<String, List<String>> byRole, Optional<String> fallback) {
    public SlackRoutes {
      byRole = Map.copyOf(byRole);
    }
  }

  /** Freezes the recipients. */
  public Routing route(AccessRequest request) {
    List<String> services = pagerduty.map(routes -> services(request, routes)).orElse(List.of());
    List<String> deciders = slack.map(routes -> deciders(request, routes)).orElse(List.of());
    if (!services.isEmpty() || !deciders.isEmpty()) {
      Routing.Source from = services.isEmpty() ? Routing.Source.CONFIG : Routing.Source.ANNOTATION;
      return routing(services, withRequester(request, deciders), from);
    }
    List<String> service = pagerduty.flatMap(PagerDutyRoutes::fallback).stream().toList();
    List<String> channel = slack.flatMap(SlackRoutes::fallback).stream().toList();
    Routing.Source from =
        service.isEmpty() && channel.isEmpty()
            ? Routing.Source.ANNOTATION
            : Routing.Source.FALLBACK;
    return routing(service, withRequester(request, channel), from);
  }

  private static List<String> services(AccessRequest request, PagerDutyRoutes routes) {
    Set<String> known = new HashSet<>();
    List<String> named =
        request.annotation(routes.annotation()).stream()
            .filter(name -> known.add(name.toLowerCase(Locale.ROOT)))
            .toList();
    return routes.all() ? named : named.stream().limit(1).toList();
  }

  private static List<String> deciders(AccessRequest request, SlackRoutes routes) {
    List<String> standard = routes.byRole().getOrDefault("*", List.of());
    Set<String> all = new LinkedHashSet<>();
    request.roles().forEach(role -> all.addAll(routes.byRole().getOrDefault(role, standard)));
    request.suggestedReviewers().stream()
        .filter(reviewer -> !reviewer.equals(request.user()))
        .forEach(reviewer -> all.add(USER + reviewer));
    return all.stream().limit(MOST).toList();
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

  private static Routing routing(List<String> services, List<String> slack, Routing.Source from) {
    return new Routing(1, services, List.of(), slack, from, Map.of());
  }
}
