package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.core.oncall.TimedOnCall;
import dev.sallyport.core.secret.CachedSecret;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.pagerduty.PagerDutyOnCall;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** PagerDuty behind the ports. */
record PagerDutyParts(Config.PagerDuty config, Access access, InstantSource clock) {
  private static final Duration ASK_WITHIN = Duration.ofMillis(3500);

  OnCall onCall() {
    CachedSecret key = Secrets.cached(access.secret(), clock);
    return new TimedOnCall(
        new PagerDutyOnCall(client(key), config.servicesAnnotation(), key::refused, clock),
        ASK_WITHIN);
  }

  PagerDutyDestination destination(String cluster, Supplier<Optional<String>> webUrl) {
    CachedSecret key = Secrets.cached(access.secret(), clock);
    return new PagerDutyDestination(
        client(key), cluster, webUrl, config.fallbackService(), key::refused, clock);
  }

  private PagerDutyClient client(Supplier<String> key) {
    URI region =
        URI.create(
            config.region().equals("eu")
                ? "https://api.eu.pagerduty.com"
                : "https://api.pagerduty.com");
    return new PagerDutyClient(access.url().orElse(region), key, config.userEmail(), clock);
  }
}
