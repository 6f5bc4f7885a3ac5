package dev.sallyport.simulators.pagerduty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An account's webhook subscriptions. Whoever calls holds the account's lock. */
final class Subscriptions {
  private static final int MOST = 10;

  private final Ids ids;
  private final List<LiveSubscription> all = new ArrayList<>();

  Subscriptions(Ids ids) {
    this.ids = ids;
  }

  LiveSubscription add(SubscriptionDraft.Target target, LiveSubscription.Interest interest) {
    checkRoom(interest.filter());
    LiveSubscription.Method method =
        new LiveSubscription.Method(ids.shortId(), target.url(), target.headers(), freshSecret());
    LiveSubscription subscription = new LiveSubscription(ids.shortId(), method, interest);
    all.add(subscription);
    return subscription;
  }

  void change(LiveSubscription subscription, LiveSubscription.Interest to) {
    if (!to.filter().equals(subscription.interest().filter())) {
      checkRoom(to.filter());
    }
    subscription.change(to);
  }

  private void checkRoom(Filter filter) {
    if (all.stream().filter(it -> it.interest().filter().equals(filter)).count() >= MOST) {
      throw ApiError.invalid("At most 10 webhook subscriptions may have the same filter.");
    }
  }

  void remove(LiveSubscription subscription) {
    all.remove(subscription);
  }

  List<LiveSubscription> all() {
    return all;
  }

  Optional<LiveSubscription> find(String id) {
    return all.stream().filter(it -> it.id().equals(id)).findFirst();
  }

  /** 64 characters, as PagerDuty's. */
  private static String freshSecret() {
    return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
  }
}
