package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.integrations.http.Pause;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.pagerduty.WebhookChange;
import dev.sallyport.integrations.pagerduty.WebhookSubscription;
import dev.sallyport.integrations.pagerduty.WebhookSubscription.Created;
import dev.sallyport.integrations.pagerduty.WebhookSubscriptions;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes and changes our subscriptions and their secret in an order that loses no delivery: a secret
 * is stored before anything is signed with it, and counts for as long as PagerDuty may still
 * deliver what it signed. Each step may be the last one; {@link #rotate} goes on where it was
 * broken off.
 */
final class WebhookDesk {
  private final WebhookSubscriptions webhooks;
  private final SecretStore store;
  private final InstantSource clock;
  private final Pause pause;
  private final PrintWriter out;

  WebhookDesk(
      WebhookSubscriptions webhooks,
      SecretStore store,
      InstantSource clock,
      Pause pause,
      PrintWriter out) {
    this.webhooks = webhooks;
    this.store = store;
    this.clock = clock;
    this.pause = pause;
    this.out = out;
  }

  /** Makes the first subscription. */
  void create(String url, Optional<String> serviceId) {
    if (store.read().isPresent()) {
      throw new Refusal(
          store.name() + " holds a secret: use \"rotate\" to change it, \"delete\" to end it");
    }
    Created made = value(webhooks.create(url, WebhookChange.DESCRIPTION, serviceId));
    String id = made.subscription().id();
    store(
        new VerificationSecrets(Optional.empty(), made.secret(), Optional.empty(), List.of(id)),
        id);
    start(id);
    say(id + " delivers to " + url + "; its secret is in " + store.name());
  }

  /**
   * Puts a new subscription and its secret in the place of the old one.
   *
   * @param settle how long it may take until all who verify have read a secret that was stored
   */
  void rotate(Duration settle) {
    VerificationSecrets before = stored();
    if (before.pending().isEmpty() && before.subscriptions().size() > 1) {
      delete(allButLast(before.subscriptions()));
      say("what a rotation had left was deleted");
      return;
    }
    VerificationSecrets both = WebhookChange.heir(before).isPresent() ? before : second(before);
    String next = both.subscriptions().getLast();
    say("waiting " + settle.toSeconds() + " s until the pending secret is read everywhere");
    pause.pause(settle);
    start(next);
    store.write(
        WebhookChange.done(
            both.pending().orElseThrow(),
            both.current(),
            clock.instant().plus(WebhookChange.LATE_DELIVERIES),
            both.subscriptions()));
    say("waiting as long again, since what the first one is about to deliver ends with it");
    pause.pause(settle);
    delete(allButLast(both.subscriptions()));
    say(next + " has taken its place; the secret before it counts for 49 hours more");
  }

  private static List<String> allButLast(List<String> ids) {
    return ids.subList(0, ids.size() - 1);
  }

  private VerificationSecrets second(VerificationSecrets before) {
    if (WebhookChange.isTooSoon(before, clock.instant())) {
      throw new Refusal(
          "the secret was changed less than an hour ago, and a decision signed with the one before"
              + " may still be under way: wait, then rotate again");
    }
    WebhookSubscription first = only(before.subscriptions());
    Created made = value(WebhookChange.second(webhooks, first, WebhookChange.DESCRIPTION));
    VerificationSecrets pending =
        WebhookChange.begun(before, made.secret(), made.subscription().id());
    store(pending, made.subscription().id());
    say("made " + made.subscription().id() + ", which delivers nothing yet");
    return pending;
  }

  private WebhookSubscription only(List<String> ours) {
    List<WebhookSubscription> found =
        value(webhooks.list()).stream().filter(one -> ours.contains(one.id())).toList();
    if (found.size() != 1) {
      throw new Refusal(
          "PagerDuty has %d of the subscriptions that %s names, and one is needed: see \"list\""
              .formatted(found.size(), store.name()));
    }
    return found.getFirst();
  }

  /** A secret that could not be stored is lost, and its subscription of no use. */
  private void store(VerificationSecrets secrets, String made) {
    try {
      store.write(secrets);
    } catch (RuntimeException e) {
      var _ = webhooks.delete(made);
      throw e;
    }
  }

  private void start(String id) {
    WebhookSubscription started = value(webhooks.activate(id));
    if (!started.active() || started.temporarilyDisabled()) {
      throw new IllegalStateException(id + " does not become active: see \"list\"");
    }
    var _ = value(webhooks.ping(id));
  }

  /** Shows all subscriptions of the account, ours with a star. */
  void list() {
    List<String> ours = store.read().map(VerificationSecrets::subscriptions).orElse(List.of());
    List<WebhookSubscription> all = value(webhooks.list());
    for (WebhookSubscription one : all) {
      say(
          "%s %s  %s  %s  %s"
              .formatted(
                  ours.contains(one.id()) ? "*" : " ",
                  one.id(),
                  state(one),
                  scope(one),
                  one.url()));
    }
    missing(ours, all).forEach(id -> say("* " + id + "  missing"));
  }

  private static List<String> missing(List<String> ours, List<WebhookSubscription> all) {
    List<String> missing = new ArrayList<>(ours);
    all.forEach(one -> missing.remove(one.id()));
    return missing;
  }

  private static String state(WebhookSubscription one) {
    if (one.temporarilyDisabled()) {
      return "temporarily disabled";
    }
    return one.active() ? "active" : "inactive";
  }

  private static String scope(WebhookSubscription one) {
    return one.filterId().map(id -> one.filterType() + " " + id).orElse(one.filterType());
  }

  /**
   * Has each of ours deliver a ping.
   *
   * @return whether all of them deliver at all
   */
  boolean test() {
    List<String> ours = stored().subscriptions();
    List<WebhookSubscription> all = value(webhooks.list());
    List<String> missing = missing(ours, all);
    missing.forEach(id -> say(id + " is missing: make one with \"create\""));
    boolean well = missing.isEmpty() && !ours.isEmpty();
    for (WebhookSubscription one : all) {
      if (ours.contains(one.id())) {
        boolean delivers = one.active() && !one.temporarilyDisabled();
        well &= delivers;
        say(
            one.id()
                + " is "
                + state(one)
                + (delivers ? "; a ping is on its way" : ": \"enable\" it"));
        if (delivers) {
          var _ = value(webhooks.ping(one.id()));
        }
      }
    }
    return well;
  }

  /** Has each of ours deliver again, whether it was disabled or never began. */
  void enable() {
    for (String id : stored().subscriptions()) {
      var _ = value(webhooks.enable(id));
      start(id);
      say(id + " is active");
    }
  }

  /** Ends subscriptions. Once none is left their secret is of no use, and forgotten. */
  void delete(List<String> ids) {
    for (String id : ids) {
      store.read().ifPresent(secrets -> refuseTheCurrentOne(secrets, id));
      boolean was = value(webhooks.delete(id));
      store.read().ifPresent(secrets -> forget(secrets, id));
      say(id + (was ? " is deleted" : " was not there"));
    }
  }

  /** Ends all of ours. */
  void deleteOurs() {
    delete(stored().subscriptions());
  }

  /**
   * After a rotation's switch the newest signs with the current secret, until the others are gone.
   */
  private static void refuseTheCurrentOne(VerificationSecrets secrets, String id) {
    List<String> ours = secrets.subscriptions();
    if (ours.size() > 1 && ours.getLast().equals(id) && secrets.pending().isEmpty()) {
      throw new Refusal(
          id + " signs with the current secret: run \"rotate\" to end the others first");
    }
  }

  private void forget(VerificationSecrets secrets, String id) {
    if (!secrets.subscriptions().contains(id)) {
      return;
    }
    List<String> left = new ArrayList<>(secrets.subscriptions());
    left.remove(id);
    if (left.isEmpty()) {
      store.delete();
    } else {
      // A pending secret is the newest subscription's, and ends with it.
      Optional<String> pending =
          secrets.pending().filter(_ -> !secrets.subscriptions().getLast().equals(id));
      store.write(new VerificationSecrets(pending, secrets.current(), secrets.previous(), left));
    }
  }

  private VerificationSecrets stored() {
    return store
        .read()
        .orElseThrow(
            () -> new Refusal(store.name() + " holds no secret yet: begin with \"create\""));
  }

  private void say(String line) {
    out.println(line);
    out.flush();
  }

  static <T> T value(Reply<T> reply) {
    return switch (reply) {
      case Reply.Ok<T>(T value) -> value;
      case Reply.Denied<T>(int status, int _, String message) ->
          throw new Refusal("PagerDuty refuses the API key (" + status + "): " + message);
      case Reply.Rejected<T>(int status, int _, String message) ->
          throw new IllegalStateException("PagerDuty refuses (" + status + "): " + message);
      case Reply.Retry<T>(Optional<Duration> _, String why) ->
          throw new IllegalStateException("nothing was changed at PagerDuty, try again: " + why);
      case Reply.Unknown<T>(String why) ->
          throw new IllegalStateException(
              "nobody knows whether it took place at PagerDuty, see \"list\": " + why);
    };
  }
}
