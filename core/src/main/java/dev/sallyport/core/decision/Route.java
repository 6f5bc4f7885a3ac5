package dev.sallyport.core.decision;

import dev.sallyport.core.rule.Ruled;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Who is told at one destination.
 *
 * @param fallback hears where nobody would, and of rules that are not understood
 * @param own the names in a rule as this destination's recipients
 */
record Route(
    String destination,
    List<String> recipients,
    Routing.Source from,
    Optional<String> fallback,
    UnaryOperator<List<String>> own) {

  /** A rule's recipients take the place of all others. */
  Route ruledBy(Ruled ruled) {
    List<String> named = own.apply(ruled.at(destination));
    Route route = named.isEmpty() ? this : with(named, Routing.Source.RULE);
    return ruled.isUnclear(destination) ? route.andFallback() : route;
  }

  private Route andFallback() {
    return recipients.isEmpty()
        ? orFallback()
        : with(Stream.concat(recipients.stream(), fallback.stream()).distinct().toList(), from);
  }

  Route orFallback() {
    return recipients.isEmpty() ? with(fallback.stream().toList(), Routing.Source.FALLBACK) : this;
  }

  Route first() {
    return with(recipients.stream().limit(1).toList(), from);
  }

  private Route with(List<String> others, Routing.Source source) {
    return new Route(destination, others, source, fallback, own);
  }
}
