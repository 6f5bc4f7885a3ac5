package dev.sallyport.core.decision;

import dev.sallyport.core.request.AccessRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names the recipients of a request.
 *
 * @param pagerduty absent when PagerDuty is not configured
 */
public record Router(Optional<PagerDutyRoutes> pagerduty) {
  /**
   * @param annotation the one that names services
   * @param all every service named, or the first alone, as the original does
   * @param fallback hears of requests that nobody else would
   */
  public record PagerDutyRoutes(String annotation, boolean all, Optional<String> fallback) {}

  /** Freezes the recipients. */
  public Routing route(AccessRequest request) {
    List<String> services = pagerduty.map(routes -> services(request, routes)).orElse(List.of());
    Routing named = routing(services, Routing.Source.ANNOTATION);
    Optional<String> fallback = pagerduty.flatMap(PagerDutyRoutes::fallback);
    return named.isEmpty() && fallback.isPresent()
        ? routing(List.of(fallback.get()), Routing.Source.FALLBACK)
        : named;
  }

  private static List<String> services(AccessRequest request, PagerDutyRoutes routes) {
    Set<String> known = new HashSet<>();
    List<String> named =
        request.annotation(routes.annotation()).stream()
            .filter(name -> known.add(name.toLowerCase(Locale.ROOT)))
            .toList();
    return routes.all() ? named : named.stream().limit(1).toList();
  }

  private static Routing routing(List<String> services, Routing.Source from) {
    return new Routing(1, services, List.of(), List.of(), from, Map.of());
  }
}
