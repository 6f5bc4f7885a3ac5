package dev.sallyport.integrations.pagerduty;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Services by name, kept for five minutes. A name that is unknown is asked for again each time. */
final class ServiceNames {
  private static final Duration FRESH = Duration.ofMinutes(5);

  private record Known(Service service, Instant until) {}

  private final PagerDutyClient pagerduty;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  ServiceNames(PagerDutyClient pagerduty, InstantSource clock) {
    this.pagerduty = pagerduty;
    this.clock = clock;
  }

  Reply<Optional<Service>> find(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    Known cached = known.get(key);
    if (cached != null && clock.instant().isBefore(cached.until())) {
      return new Reply.Ok<>(Optional.of(cached.service()));
    }
    Reply<Optional<Service>> reply = pagerduty.serviceByName(name);
    if (reply instanceof Reply.Ok<Optional<Service>>(Optional<Service> found)) {
      found.ifPresent(service -> known.put(key, new Known(service, clock.instant().plus(FRESH))));
    }
    return reply;
  }
}
