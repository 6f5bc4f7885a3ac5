package dev.sallyport.simulators.pagerduty;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an account tells others: subscriptions and v3 webhooks, by PagerDuty's public documentation
 * of both. Everything that happens to an incident is told, whoever did it. Nothing is sent before
 * somebody calls {@link #deliverDue()}, unless the account was started with {@link
 * PagerDutyOptions#withDeliveries()}.
 *
 * <p>A delivery is an operation for faults and the journal, named {@code webhook} and the type of
 * the event, about the incident's id: cut before, it never arrives; cut after, its answer is lost;
 * refused, the receiver seems to have answered that status. All but a status below 500 that is not
 * 429 lead to another attempt, for 48 hours.
 *
 * <p>A subscription that the account does not hold is an {@link IllegalArgumentException}.
 */
public final class Webhooks {
  private final Account account;
  private final Deliveries deliveries;

  Webhooks(Account account, Deliveries deliveries) {
    this.account = account;
    this.deliveries = deliveries;
  }

  /** Subscribes to events of the whole account. */
  public Subscription subscribe(URI url, String... events) {
    return subscribe(Filter.ACCOUNT, url, events);
  }

  /** Subscribes to events of one service, by its id. */
  public Subscription subscribeTo(String serviceId, URI url, String... events) {
    return subscribe(Filter.service(serviceId), url, events);
  }

  private Subscription subscribe(Filter filter, URI url, String... events) {
    synchronized (account) {
      return account
          .subscriptions()
          .add(
              new SubscriptionDraft.Target(SubscriptionDraft.url(url.toString()), Map.of()),
              new LiveSubscription.Interest(
                  "", SubscriptionDraft.checked(Set.of(events)), filter, true))
          .snapshot(account.now());
    }
  }

  public void unsubscribe(String subscription) {
    synchronized (account) {
      LiveSubscription gone = known(subscription);
      account.subscriptions().remove(gone);
      account.outbox().discard(gone);
    }
  }

  /** Ends a temporary disablement, as people do on PagerDuty's website. */
  public void enable(String subscription) {
    synchronized (account) {
      known(subscription).enable();
    }
  }

  public void ping(String subscription) {
    synchronized (account) {
      account.outbox().ping(known(subscription));
    }
  }

  /** Puts one more signature into every delivery from now on. */
  public void alsoSignWith(String subscription, String secret) {
    synchronized (account) {
      known(subscription).alsoSignWith(secret);
    }
  }

  public List<Subscription> subscriptions() {
    synchronized (account) {
      return account.subscriptions().all().stream().map(it -> it.snapshot(account.now())).toList();
    }
  }

  /** Makes the next events that somebody has subscribed to odd, after those already asked for. */
  public void next(int events, Oddity oddity) {
    synchronized (account) {
      for (int i = 0; i < events; i++) {
        account.outbox().oddity(oddity);
      }
    }
  }

  /** Makes events of from now on due only this long after they occurred. */
  public void setDelay(Duration delay) {
    synchronized (account) {
      account.outbox().delay(delay);
    }
  }

  /** Every webhook so far, in the order of their making. */
  public List<DeliveryReport> deliveries() {
    synchronized (account) {
      return account.outbox().reports();
    }
  }

  /** What waits to be sent, as it would go over the wire, without sending it. */
  public List<Delivery> pending() {
    synchronized (account) {
      return account.outbox().waiting().stream().map(Parcel::delivery).toList();
    }
  }

  /**
   * The next webhook that is due by the clock, to be sent by the caller. What follows it for the
   * same subscription and incident waits until it is {@link #answered}.
   */
  public Optional<Delivery> take() {
    synchronized (account) {
      return account.outbox().take().map(Parcel::delivery);
    }
  }

  /**
   * Tells what came of a webhook that was taken.
   *
   * @param status the HTTP status, or 0 without an answer
   */
  public void answered(Delivery delivery, int status) {
    answered(delivery, status == 0 ? Posted.unreached("no answer") : Posted.answered(status));
  }

  private void answered(Delivery delivery, Posted posted) {
    synchronized (account) {
      Outbox outbox = account.outbox();
      outbox.underWay(delivery).ifPresent(it -> outbox.answered(it, posted));
    }
  }

  /** When the next webhook is due, the past included; empty when none waits. */
  public Optional<Instant> nextDue() {
    synchronized (account) {
      return account.outbox().nextDue();
    }
  }

  /**
   * Sends everything that is due by the clock, one after the other; each waits 5 seconds of real
   * time at most.
   *
   * @return how many attempts were made
   */
  public int deliverDue() {
    int attempts = 0;
    for (Optional<Delivery> next = take(); next.isPresent(); next = take()) {
      send(next.get());
      attempts++;
    }
    return attempts;
  }

  /** Sends what was taken. */
  void send(Delivery taken) {
    answered(taken, deliveries.attempt(taken));
  }

  private LiveSubscription known(String id) {
    return Lookup.known("webhook subscription", id, account.subscriptions()::find);
  }
}
