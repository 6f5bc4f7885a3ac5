package dev.sallyport.simulators.pagerduty;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A webhook subscription and how it fares. Whoever calls holds the account's lock. */
final class LiveSubscription {
  private static final int DROPS_BEFORE_SILENCE = 3;
  private static final Duration SILENCE = Duration.ofDays(1);

  /** Where deliveries go; all of this stays as it was created. */
  record Method(String id, URI url, Map<String, String> headers, String secret) {}

  /** What may be changed later. */
  record Interest(String description, Set<String> events, Filter filter, boolean active) {}

  private final String id;
  private final Method method;
  private final List<String> moreSecrets = new ArrayList<>();
  private Interest interest;
  private Optional<Instant> disabledUntil = Optional.empty();
  private int dropsInARow;

  LiveSubscription(String id, Method method, Interest interest) {
    this.id = id;
    this.method = method;
    this.interest = interest;
  }

  String id() {
    return id;
  }

  Method method() {
    return method;
  }

  Interest interest() {
    return interest;
  }

  void change(Interest to) {
    interest = to;
  }

  void alsoSignWith(String secret) {
    moreSecrets.add(secret);
  }

  List<String> secrets() {
    List<String> all = new ArrayList<>(List.of(method.secret()));
    all.addAll(moreSecrets);
    return all;
  }

  boolean takesAnything(Instant now) {
    return interest.active() && !disabled(now);
  }

  boolean wants(String type, Service service, Instant now) {
    return takesAnything(now)
        && interest.events().contains(type)
        && interest.filter().covers(service);
  }

  boolean disabled(Instant now) {
    return disabledUntil.filter(now::isBefore).isPresent();
  }

  void enable() {
    disabledUntil = Optional.empty();
    dropsInARow = 0;
  }

  void delivered() {
    dropsInARow = 0;
  }

  /** Whether that was one too many: nothing is sent for a day. */
  boolean dropped(Instant now) {
    dropsInARow++;
    if (dropsInARow < DROPS_BEFORE_SILENCE) {
      return false;
    }
    dropsInARow = 0;
    disabledUntil = Optional.of(now.plus(SILENCE));
    return true;
  }

  Subscription snapshot(Instant now) {
    return new Subscription(
        id,
        method.url(),
        method.secret(),
        interest.description(),
        interest.events(),
        interest.active(),
        disabled(now));
  }
}
