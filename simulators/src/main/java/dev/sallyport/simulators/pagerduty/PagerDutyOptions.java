package dev.sallyport.simulators.pagerduty;

import java.time.InstantSource;
import java.util.Optional;

/**
 * How a simulated account is set up.
 *
 * @param port on 127.0.0.1; 0 takes a free one
 * @param clock the account's time: incident times, on-call shifts, time windows and rate limits
 *     follow it
 * @param apiKey the key that is accepted from the start
 * @param keyOwner the mail address of the user whose key it is; empty for an account key, which
 *     belongs to no user and takes the actor from the {@code From} header
 * @param delivers whether webhooks are sent by themselves, as soon as they are due by the clock;
 *     otherwise when told to
 */
public record PagerDutyOptions(
    int port, InstantSource clock, String apiKey, Optional<String> keyOwner, boolean delivers) {
  public PagerDutyOptions {
    if (apiKey.isBlank()) {
      throw new IllegalArgumentException("a simulated account needs an API key");
    }
  }

  /** A free port, the system's clock, an account key, and no deliveries by themselves. */
  public static PagerDutyOptions defaults() {
    return new PagerDutyOptions(
        0, InstantSource.system(), "simulated-key-not-real", Optional.empty(), false);
  }

  public PagerDutyOptions withPort(int newPort) {
    return new PagerDutyOptions(newPort, clock, apiKey, keyOwner, delivers);
  }

  public PagerDutyOptions withClock(InstantSource newClock) {
    return new PagerDutyOptions(port, newClock, apiKey, keyOwner, delivers);
  }

  public PagerDutyOptions withAccountKey(String key) {
    return new PagerDutyOptions(port, clock, key, Optional.empty(), delivers);
  }

  public PagerDutyOptions withUserKey(String key, String ownerEmail) {
    return new PagerDutyOptions(port, clock, key, Optional.of(ownerEmail), delivers);
  }

  /** Webhooks are sent by themselves. */
  public PagerDutyOptions withDeliveries() {
    return new PagerDutyOptions(port, clock, apiKey, keyOwner, true);
  }
}
