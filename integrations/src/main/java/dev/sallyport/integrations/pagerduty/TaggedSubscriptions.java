package dev.sallyport.integrations.pagerduty;

import dev.sallyport.integrations.pagerduty.WebhookSubscription.Created;
import java.util.List;
import java.util.Optional;

/**
 * The subscriptions that a rotation makes. They bear its token in their description, so that those
 * whose secret was never stored are known and removed: ours by what they are described as, and by
 * the address that they deliver to.
 */
record TaggedSubscriptions(WebhookSubscriptions webhooks, Asking asking) {
  private static final String TAG = WebhookChange.DESCRIPTION + " (rotation ";

  List<WebhookSubscription> all() {
    return asking.value(webhooks.list());
  }

  Created second(WebhookSubscription first, String token) {
    return asking.value(WebhookChange.second(webhooks, first, TAG + token + ")"));
  }

  /** Removes what rotations have left. */
  void removeOrphans(List<WebhookSubscription> all, String url, List<String> named) {
    all.stream()
        .filter(one -> one.description().startsWith(TAG))
        .filter(one -> one.url().equals(url) && !named.contains(one.id()))
        .forEach(one -> remove(one.id()));
  }

  void remove(String id) {
    var _ = asking.value(webhooks.delete(id));
  }

  /** Empty where it is no longer there. */
  Optional<WebhookSubscription> activate(String id) {
    return asking.found(webhooks.activate(id));
  }
}
