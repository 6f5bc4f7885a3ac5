package dev.sallyport.integrations.signal;

import dev.sallyport.core.signal.Signal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a signal counts as a metric.
 *
 * @param name of the metric
 * @param unit one of CloudWatch's: {@code Count}, {@code Seconds}, {@code Milliseconds}, {@code
 *     None}
 * @param value a signal's field that holds it; empty = each signal counts 1
 * @param dimension beside the cluster: a signal's field by the dimension's name; empty = none
 */
public record Measure(
    String name,
    String unit,
    Optional<String> value,
    Optional<Map.Entry<String, String>> dimension) {
  private static final String COUNT = "Count";
  private static final String SECONDS = "Seconds";
  private static final String NONE = "None";

  /** All there are, by the event that tells of them. */
  public static final Map<String, List<Measure>> BY_EVENT =
      Map.ofEntries(
          each("request-seen", count("Seen")),
          each(
              "decided",
              count("Decided").by("By", "by"),
              valued("DecisionSeconds", SECONDS, "seconds").by("By", "by")),
          each("announced", count("Announced").by("Destination", "destination")),
          each("announced-nowhere", count("AnnouncedNowhere")),
          each("retry", count("Failures").by("Queue", "queue")),
          each("dead-letter", count("DeadLetters").by("Queue", "queue")),
          each("credential-refused", count("CredentialErrors").by("Destination", "destination")),
          each("can-review", valued("CanReview", NONE, "can_review")),
          each(
              "identity-life",
              valued("IdentityLifeLeft", NONE, "identity_life_left").by("Identity", "identity")),
          each(
              "poller-vitals",
              valued("PollerConnected", NONE, "connected"),
              valued("WatchRoundTrip", "Milliseconds", "round_trip_ms")),
          each("canary", valued("CanaryAge", SECONDS, "seconds").by("Destination", "destination")),
          each("subscription-state", valued("SubscriptionDisabled", NONE, "disabled")),
          each("config-unreadable", count("ConfigUnreadable")),
          each("destination-not-deployed", count("ConfigUnreadable")));

  static List<Measure> of(Signal signal) {
    return BY_EVENT.getOrDefault(signal.event(), List.of()).stream()
        .filter(measure -> measure.in(signal).isPresent())
        .toList();
  }

  /** The number that a signal tells; empty when it tells none. */
  Optional<Double> in(Signal signal) {
    if (dimension.isPresent() && !signal.fields().containsKey(dimension.get().getValue())) {
      return Optional.empty();
    }
    return value.isEmpty()
        ? Optional.of(1.0)
        : Optional.ofNullable(signal.fields().get(value.get())).flatMap(Measure::number);
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.valueOf(text)).filter(Double::isFinite);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Map.Entry<String, List<Measure>> each(String event, Measure... measures) {
    return Map.entry(event, Stream.of(measures).toList());
  }

  private static Measure count(String name) {
    return new Measure(name, COUNT, Optional.empty(), Optional.empty());
  }

  private static Measure valued(String name, String unit, String field) {
    return new Measure(name, unit, Optional.of(field), Optional.empty());
  }

  private Measure by(String dimensionName, String field) {
    return new Measure(name, unit, value, Optional.of(Map.entry(dimensionName, field)));
  }
}
