package dev.sallyport.simulators.pagerduty;

import dev.sallyport.simulators.pagerduty.DeliveryReport.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** A webhook on its way. Whoever calls holds the account's lock. */
final class Parcel {
  /** PagerDuty's own intervals are not published; these double from here up to an hour. */
  static final Duration FIRST_PAUSE = Duration.ofSeconds(5);

  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofDays(2);
  private static final int MOST_DOUBLINGS = 10;

  /** What is delivered in order. */
  record Lane(String subscription, String incident) {}

  /** What is to be said, and to whom. */
  record Content(
      LiveSubscription subscription,
      String incident,
      String webhookId,
      String eventType,
      String eventId,
      String body) {}

  private final Content content;
  private final Instant giveUp;
  private Instant due;
  private int attempts;
  private Posted last = new Posted(0, "", true);
  private Fate fate = Fate.WAITING;

  Parcel(Content content, Instant due) {
    this.content = content;
    this.due = due;
    giveUp = due.plus(PATIENCE);
  }

  LiveSubscription subscription() {
    return content.subscription();
  }

  Lane lane() {
    return new Lane(content.subscription().id(), content.incident());
  }

  String webhookId() {
    return content.webhookId();
  }

  Instant due() {
    return due;
  }

  boolean is(Fate expected) {
    return fate == expected;
  }

  boolean ready(Instant now) {
    return fate == Fate.WAITING && !due.isAfter(now);
  }

  void start() {
    fate = Fate.UNDER_WAY;
    attempts++;
  }

  void answered(Posted posted, Instant now) {
    last = posted;
    Instant next = now.plus(pause());
    if (posted.taken()) {
      fate = Fate.DELIVERED;
    } else if (posted.again() && !next.isAfter(giveUp)) {
      fate = Fate.WAITING;
      due = next;
    } else {
      fate = Fate.DROPPED;
    }
  }

  private Duration pause() {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
  }

  void discard() {
    fate = Fate.DISCARDED;
  }

  Delivery delivery() {
    LiveSubscription.Method method = subscription().method();
    Map<String, String> headers = new HashMap<>(method.headers());
    headers.put("Content-Type", "application/json");
    headers.put("Accept", "*/*");
    headers.put("User-Agent", "PagerDuty-Webhook/V3.0");
    headers.put(Delivery.WEBHOOK_ID, content.webhookId());
    headers.put("X-Webhook-Subscription", subscription().id());
    return new Delivery(
            subscription().id(),
            content.incident(),
            content.eventType(),
            method.url(),
            headers,
            content.body())
        .signedWith(subscription().secrets().toArray(String[]::new));
  }

  DeliveryReport report() {
    return new DeliveryReport(
        content.eventType(),
        content.eventId(),
        subscription().id(),
        content.webhookId(),
        content.incident(),
        attempts,
        last.status(),
        last.reason(),
        fate);
  }
}
