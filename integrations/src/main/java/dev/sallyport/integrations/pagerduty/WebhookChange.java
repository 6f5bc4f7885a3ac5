package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.delivery.VerificationSecrets.Previous;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.pagerduty.WebhookSubscription.Created;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a secret of our webhook subscriptions gives way to another: a second subscription brings it,
 * it is stored as pending before anything is signed with it, becomes current, and the one before it
 * counts for as long as PagerDuty may deliver what it signed. Of the subscriptions that are stored
 * the last one signs with the pending secret, or with the current one where none is pending.
 */
public final class WebhookChange {
  /** What our subscriptions are described as; more may follow it. */
  public static final String DESCRIPTION = "Sallyport: decisions on Teleport Access Requests";

  /** PagerDuty tries again for 48 hours (PagerDuty, Webhooks v3, Webhook behavior). */
  public static final Duration LATE_DELIVERIES = Duration.ofHours(49);

  /**
   * What is signed with a secret may wait for its turn so long: another change waits for it, and
   * the steps of one have that much time.
   */
  static final Duration UNDER_WAY = Duration.ofHours(1);

  private WebhookChange() {}

  /**
   * Whether the secret before the current one may still be needed: it would be forgotten by another
   * change.
   */
  public static boolean isTooSoon(VerificationSecrets secrets, Instant now) {
    Instant changedAnHourAgo = now.plus(LATE_DELIVERIES).minus(UNDER_WAY);
    return secrets.previous().filter(it -> it.until().isAfter(changedAnHourAgo)).isPresent();
  }

  /** The subscription that signs with the pending secret; empty where none is pending. */
  public static Optional<String> heir(VerificationSecrets secrets) {
    return secrets.pending().isPresent() && secrets.subscriptions().size() > 1
        ? Optional.of(secrets.subscriptions().getLast())
        : Optional.empty();
  }

  /** One more subscription that delivers what another one does, though nothing yet. */
  public static Reply<Created> second(
      WebhookSubscriptions webhooks, WebhookSubscription first, String description) {
    return switch (first.filterType()) {
      case "service_reference" -> webhooks.create(first.url(), description, first.filterId());
      case "account_reference" -> webhooks.create(first.url(), description, Optional.empty());
      default ->
          new Reply.Rejected<>(
              0, 0, first.id() + " is a " + first.filterType() + ": delete it, and create another");
    };
  }

  /** The secret that is to come counts beside all others. */
  public static VerificationSecrets begun(
      VerificationSecrets before, String pending, String subscription) {
    List<String> both = new ArrayList<>(before.subscriptions());
    both.remove(subscription);
    both.add(subscription);
    return new VerificationSecrets(Optional.of(pending), before.current(), before.previous(), both);
  }

  /**
   * The pending secret is the current one, and the one before it counts for a time.
   *
   * @param until see {@link #LATE_DELIVERIES}
   */
  public static VerificationSecrets done(
      String current, String before, Instant until, List<String> subscriptions) {
    return new VerificationSecrets(
        Optional.empty(), current, Optional.of(new Previous(before, until)), subscriptions);
  }
}
