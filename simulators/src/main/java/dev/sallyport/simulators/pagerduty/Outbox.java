package dev.sallyport.simulators.pagerduty;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.simulators.pagerduty.DeliveryReport.Fate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;

/**
 * The webhooks that are to be sent, each incident's in order for each subscription. Whoever calls
 * holds the account's lock.
 */
final class Outbox implements Witness {
  /** PagerDuty drops what is larger; in bytes of UTF-8. */
  private static final int LARGEST = 256 * 1024;

  private final InstantSource clock;
  private final Events events;
  private final Subscriptions subscriptions;
  private final Queue<Oddity> oddities = new ArrayDeque<>();
  private final List<Parcel> all = new ArrayList<>();
  private final List<Parcel> open = new ArrayList<>();
  private Duration delay = Duration.ZERO;

  Outbox(InstantSource clock, Events events, Subscriptions subscriptions) {
    this.clock = clock;
    this.events = events;
    this.subscriptions = subscriptions;
  }

  @Override
  public void saw(LiveIncident incident, LogEntry entry) {
    EventTypes.of(entry).ifPresent(type -> announce(type, incident, entry));
  }

  private void announce(String type, LiveIncident incident, LogEntry entry) {
    List<LiveSubscription> listeners =
        subscriptions.all().stream()
            .filter(it -> it.wants(type, incident.service(), clock.instant()))
            .toList();
    if (listeners.isEmpty()) {
      return;
    }
    ObjectNode envelope = events.of(type, incident, entry);
    Optional<Oddity> oddity = Optional.ofNullable(oddities.poll());
    oddity.ifPresent(it -> it.apply(envelope));
    int copies = oddity.map(Oddity::copies).orElse(1);
    for (LiveSubscription listener : listeners) {
      enqueue(listener, incident.id(), type, envelope, copies);
    }
  }

  void ping(LiveSubscription subscription) {
    if (subscription.takesAnything(clock.instant())) {
      enqueue(subscription, "", EventTypes.PING, events.ping(clock.instant()), 1);
    }
  }

  private void enqueue(
      LiveSubscription subscription,
      String incident,
      String type,
      ObjectNode envelope,
      int copies) {
    Parcel.Content content =
        new Parcel.Content(
            subscription,
            incident,
            UUID.randomUUID().toString(),
            type,
            envelope.path("event").path("id").asText(),
            envelope.toString());
    for (int i = 0; i < copies; i++) {
      Parcel parcel = new Parcel(content, clock.instant().plus(delay));
      all.add(parcel);
      if (parcel.delivery().bytes().length <= LARGEST) {
        open.add(parcel);
      } else {
        parcel.discard();
      }
    }
  }

  void oddity(Oddity next) {
    oddities.add(next);
  }

  void delay(Duration newDelay) {
    delay = newDelay;
  }

  /** The next webhook that is due; what is behind it on its lane waits until it is answered. */
  Optional<Parcel> take() {
    Instant now = clock.instant();
    Optional<Parcel> next = heads().stream().filter(it -> it.ready(now)).findFirst();
    next.ifPresent(Parcel::start);
    return next;
  }

  Optional<Instant> nextDue() {
    return heads().stream()
        .filter(it -> it.is(Fate.WAITING))
        .map(Parcel::due)
        .min(Instant::compareTo);
  }

  private List<Parcel> heads() {
    Set<Parcel.Lane> lanes = new HashSet<>();
    return open.stream().filter(it -> lanes.add(it.lane())).toList();
  }

  /** What is neither under way nor done, in the order of its making. */
  List<Parcel> waiting() {
    return open.stream().filter(it -> it.is(Fate.WAITING)).toList();
  }

  /** The one under way of this name; empty when it was discarded meanwhile. */
  Optional<Parcel> underWay(Delivery delivery) {
    return open.stream()
        .filter(it -> it.is(Fate.UNDER_WAY) && it.webhookId().equals(delivery.webhookId()))
        .findFirst();
  }

  void answered(Parcel parcel, Posted posted) {
    LiveSubscription subscription = parcel.subscription();
    parcel.answered(posted, clock.instant());
    if (parcel.is(Fate.WAITING)) {
      return;
    }
    open.remove(parcel);
    if (parcel.is(Fate.DELIVERED)) {
      subscription.delivered();
    } else if (subscription.dropped(clock.instant())) {
      discard(subscription);
    }
  }

  void discard(LiveSubscription subscription) {
    open.stream().filter(it -> it.subscription().equals(subscription)).forEach(Parcel::discard);
    open.removeIf(it -> it.is(Fate.DISCARDED));
  }

  List<DeliveryReport> reports() {
    return all.stream().map(Parcel::report).toList();
  }
}
