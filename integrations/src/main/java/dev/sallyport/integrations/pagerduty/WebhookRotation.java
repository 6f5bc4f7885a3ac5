package dev.sallyport.integrations.pagerduty;

import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.secret.StagedSecret;
import dev.sallyport.core.secret.StagedSecret.Version;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.http.Pause;
import dev.sallyport.integrations.pagerduty.WebhookSubscription.Created;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Changes the secret of our webhook subscription in the four steps of AWS Secrets Manager (Rotation
 * by Lambda function). Each step may be broken off anywhere and run again, also from the first one
 * on, and leaves alone what is done: PagerDuty's subscriptions and the secret's versions alone say
 * how far a rotation has come. No delivery is refused meanwhile.
 *
 * <p>A step takes up to three minutes: the proof waits for the readers, then asks our own endpoint
 * up to seven times. It throws {@link dev.sallyport.core.Unavailable} when it is to be run again,
 * and {@link StuckRotation} when somebody must act first.
 */
public final class WebhookRotation {
  /** Who verifies reads the secret again once a minute at most. */
  private static final Duration SPREAD = Duration.ofSeconds(65);

  /** What the first subscription is about to deliver ends with it. */
  private static final Duration DRAIN = Duration.ofSeconds(30);

  private static final Duration BETWEEN_PROOFS = Duration.ofSeconds(5);
  private static final int MOST_PROOFS = 7;

  private static final int MOST_WRITES = 5;

  private final TaggedSubscriptions webhooks;
  private final StagedSecret secret;
  private final Predicate<String> proof;
  private final Pause pause;
  private final Signals signals;
  private final InstantSource clock;

  private record Heir(String id, String secret) {
    /** Never the secret. */
    @Override
    public String toString() {
      return "Heir[" + id + "]";
    }
  }

  /**
   * @param proof whether our own endpoint takes an event that is signed with this secret
   * @param onDenied called when PagerDuty refuses the API key
   */
  public WebhookRotation(
      WebhookSubscriptions webhooks,
      StagedSecret secret,
      Predicate<String> proof,
      Pause pause,
      Signals signals,
      InstantSource clock,
      Runnable onDenied) {
    this.webhooks = new TaggedSubscriptions(webhooks, new Asking(onDenied));
    this.secret = secret;
    this.proof = proof;
    this.pause = pause;
    this.signals = signals;
    this.clock = clock;
  }

  /**
   * Makes a subscription that delivers nothing yet, and stores what is to be current once it does.
   *
   * @param token the id of the version to make
   */
  public void create(String token) {
    if (secret.version(token).isPresent()) {
      return;
    }
    VerificationSecrets before = RotatingSecrets.read(current());
    List<WebhookSubscription> all = webhooks.all();
    WebhookSubscription first = first(before, all);
    webhooks.removeOrphans(all, first.url(), before.subscriptions());
    Heir heir = heir(before, all).orElseGet(() -> made(before, first, token));
    Instant until =
        clock.instant().plus(WebhookChange.LATE_DELIVERIES).plus(WebhookChange.UNDER_WAY);
    secret.putPending(
        token,
        WebhookChange.done(heir.secret(), before.current(), until, List.of(heir.id())).toJson());
    say("createSecret", heir.id() + " is to take the place of " + first.id());
  }

  /** What a rotation that was given up has left goes on: it may deliver already. */
  private static Optional<Heir> heir(VerificationSecrets before, List<WebhookSubscription> all) {
    return WebhookChange.heir(before)
        .filter(id -> all.stream().anyMatch(one -> one.id().equals(id)))
        .map(id -> new Heir(id, before.pending().orElseThrow()));
  }

  private Heir made(VerificationSecrets before, WebhookSubscription first, String token) {
    if (WebhookChange.isTooSoon(before, clock.instant())) {
      throw new StuckRotation(
          "the secret was changed less than an hour ago, and a decision signed with the one before"
              + " may still be under way: nothing was changed, rotate later");
    }
    Created made = webhooks.second(first, token);
    return new Heir(made.subscription().id(), made.secret());
  }

  private static WebhookSubscription first(
      VerificationSecrets before, List<WebhookSubscription> all) {
    return all.stream()
        .filter(one -> before.subscriptions().contains(one.id()))
        .findFirst()
        .orElseThrow(
            () ->
                new StuckRotation(
                    "PagerDuty has none of the subscriptions that the secret names: run sallyport"
                        + " pagerduty webhook delete, then create"));
  }

  /** Lets the new secret count beside the current one. */
  public void set(String token) {
    RotatingSecrets found = rotating(token);
    if (found.isBegun() || found.isDone()) {
      return;
    }
    VerificationSecrets both =
        WebhookChange.begun(found.now(), found.next().current(), found.subscription());
    String base = found.current().id();
    for (int i = 0; i < MOST_WRITES; i++) {
      String id = derived(token + "/" + base + "/" + i);
      secret.putCurrent(id, both.toJson());
      if (current().id().equals(id)) {
        say("setSecret", "both secrets are accepted");
        return;
      }
      // Stored by an earlier attempt and then undone: under that id it does not come back.
    }
    throw new StuckRotation("somebody else keeps changing the secret: rotate again later");
  }

  private static String derived(String from) {
    return UUID.nameUUIDFromBytes(from.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Proves the new secret at our own endpoint, and lets its subscription deliver. */
  public void test(String token) {
    if (secret.version(token).isEmpty()) {
      say("testSecret", "there is no new secret to prove");
      return;
    }
    RotatingSecrets found = rotating(token);
    if (found.isDone() || found.isCopy()) {
      return;
    }
    found.requireBegun();
    Duration known = Duration.between(found.current().storedAt(), clock.instant());
    Duration left = SPREAD.minus(known);
    if (left.isPositive()) {
      pause.pause(left.compareTo(SPREAD) < 0 ? left : SPREAD);
    }
    prove(found.next().current());
    WebhookSubscription started =
        webhooks.activate(found.subscription()).orElseThrow(found::subscriptionIsGone);
    requireDelivering(started);
    say("testSecret", started.id() + " delivers; the new secret is accepted");
  }

  private void prove(String next) {
    for (int i = 1; !proof.test(next); i++) {
      if (i == MOST_PROOFS) {
        throw new StuckRotation(
            "our own endpoint does not accept the new secret: see the log of webhook-pagerduty;"
                + " the one before stays in use");
      }
      pause.pause(BETWEEN_PROOFS);
    }
  }

  private static void requireDelivering(WebhookSubscription one) {
    if (!one.active() || one.temporarilyDisabled()) {
      throw new StuckRotation(one.id() + " does not deliver: see sallyport pagerduty webhook list");
    }
  }

  /**
   * Ends the subscriptions before, and makes the new secret the current one. In this order, since
   * nothing comes after what Secrets Manager takes for the end of the rotation; both secrets count
   * on either side of it.
   */
  public void finish(String token) {
    RotatingSecrets found = rotating(token);
    List<WebhookSubscription> all = webhooks.all();
    WebhookSubscription ours =
        all.stream()
            .filter(one -> one.id().equals(found.subscription()))
            .findFirst()
            .orElseThrow(found::subscriptionIsGone);
    if (found.isDone()) {
      webhooks.removeOrphans(all, ours.url(), found.next().subscriptions());
      return;
    }
    found.requireBegun();
    found.requireTimeFor(clock.instant());
    requireDelivering(ours);
    pause.pause(DRAIN);
    found.outgoing().forEach(webhooks::remove);
    webhooks.removeOrphans(all, ours.url(), found.next().subscriptions());
    secret.makeCurrent(token, found.current().id());
    say("finishSecret", ours.id() + " has taken the place of the one before");
  }

  private RotatingSecrets rotating(String token) {
    Version next =
        secret
            .version(token)
            .orElseThrow(() -> new StuckRotation("nothing is stored as the version " + token));
    return new RotatingSecrets(token, RotatingSecrets.read(next), current());
  }

  private Version current() {
    return secret
        .current()
        .orElseThrow(
            () ->
                new StuckRotation(
                    "the secret of PagerDuty's webhooks is empty: run sallyport pagerduty webhook"
                        + " create"));
  }

  private void say(String step, String text) {
    signals.say(Signal.info("", "secret-rotation", text).with("step", step));
  }
}
