package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.http.Reply;
import java.util.List;

/**
 * Tells whether PagerDuty still delivers to us. After too many refusals it stops for a day, and
 * only asking shows it (PagerDuty, Webhooks v3, Webhook behavior). Ours are known by their
 * description, so those of another cluster in the same account are among them.
 */
public final class SubscriptionWatch implements Runnable {
  private final WebhookSubscriptions webhooks;
  private final Signals signals;

  public SubscriptionWatch(WebhookSubscriptions webhooks, Signals signals) {
    this.webhooks = webhooks;
    this.signals = signals;
  }

  @Override
  public void run() {
    if (webhooks.list() instanceof Reply.Ok<List<WebhookSubscription>>(var all)) {
      List<WebhookSubscription> ours =
          all.stream()
              .filter(one -> one.description().startsWith(WebhookChange.DESCRIPTION))
              .toList();
      boolean delivers = ours.stream().anyMatch(SubscriptionWatch::delivers);
      List<String> disabled =
          ours.stream()
              .filter(one -> one.temporarilyDisabled() || !delivers)
              .map(one -> one.id() + " for " + one.url())
              .toList();
      signals.say(
          ours.isEmpty()
              ? none()
              : state(disabled).with("disabled", disabled.isEmpty() ? "0" : "1"));
    } else {
      signals.say(
          Signal.warning(
              "", "subscriptions-unread", "whether PagerDuty still delivers is not known for now"));
    }
  }

  /** One that does not deliver yet is normal beside another one that does. */
  private static boolean delivers(WebhookSubscription one) {
    return one.active() && !one.temporarilyDisabled();
  }

  /** Who wants no notes has none, so this is no alarm. */
  private static Signal none() {
    return Signal.info(
        "",
        "subscription-state",
        "PagerDuty has no subscription of ours, so notes decide nothing: make one with sallyport"
            + " pagerduty webhook create");
  }

  private static Signal state(List<String> disabled) {
    return disabled.isEmpty()
        ? Signal.info("", "subscription-state", "PagerDuty delivers")
        : Signal.alarm(
            "",
            "subscription-state",
            "PagerDuty does not deliver to "
                + String.join(", ", disabled)
                + ": find out why it was refused, then sallyport pagerduty webhook enable --stack"
                + " NAME");
  }
}
