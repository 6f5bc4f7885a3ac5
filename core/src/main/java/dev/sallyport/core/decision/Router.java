package dev.sallyport.core.decision;

import dev.sallyport.core.request.AccessRequest;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

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

  /** Whoever asks may suggest as many reviewers as they like; each costs a look-up. */
  private static final int MOST_SUGGESTED = 30;

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

  /**
   * Freezes the recipients.
   *
   * @param on tells of a destination whether it speaks now; one that is off or in shadow leaves the
   *     fallbacks of the others in place
   */
  public Routing route(AccessRequest request, Predicate<String> on) {
    List<String> services = pagerduty.map(routes -> services(request, routes)).orElse(List.of());
    List<String> deciders = slack.map(routes -> deciders(request, routes)).orElse(List.of());
    boolean heard =
        (!services.isEmpty() && on.test("pagerduty")) || (!deciders.isEmpty() && on.test("slack"));
    List<String> service =
        heard ? List.of() : pagerduty.flatMap(PagerDutyRoutes::fallback).stream().toList();
    List<String> channel =
        heard ? List.of() : slack.flatMap(SlackRoutes::fallback).stream().toList();
    boolean fallback =
        (services.isEmpty() && !service.isEmpty()) || (deciders.isEmpty() && !channel.isEmpty());
    return routing(
        services.isEmpty() ? service : services,
        withRequester(request, deciders.isEmpty() ? channel : deciders),
        fallback ? Routing.Source.FALLBACK : source(services, deciders));
  }

  private static Routing.Source source(List<String> services, List<String> deciders) {
    return services.isEmpty() && !deciders.isEmpty()
        ? Routing.Source.CONFIG
        : Routing.Source.ANNOTATION;
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
        .limit(MOST_SUGGESTED)
        .forEach(reviewer -> all.add(USER + reviewer));
    return List.copyOf(all);
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
