package dev.sallyport.tests.rotation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.integrations.aws.SecretVersions;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.SignedPing;
import dev.sallyport.integrations.pagerduty.WebhookChange;
import dev.sallyport.integrations.pagerduty.WebhookRotation;
import dev.sallyport.integrations.pagerduty.WebhookSubscription;
import dev.sallyport.integrations.pagerduty.WebhookSubscriptions;
import dev.sallyport.simulators.pagerduty.PagerDutyOptions;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.pagerduty.Subscription;
import dev.sallyport.simulators.secretsmanager.SecretsManagerOptions;
import dev.sallyport.simulators.secretsmanager.SecretsManagerSimulator;
import dev.sallyport.simulators.secretsmanager.Version;
import dev.sallyport.tests.SecretsOnAws;
import dev.sallyport.tests.SteppedClock;
import dev.sallyport.workers.RotationSteps;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** PagerDuty, Secrets Manager and the webhook function, with an incident that people write on. */
final class RotationWorld implements AutoCloseable {
  static final String NAME = "sallyport/pagerduty-webhook";
  static final String FUNCTION = "arn:aws:lambda:eu-central-1:111111111111:function:rotate";
  static final String URL = "https://abc.example.com/webhooks/pagerduty";
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(5);

  final SteppedClock clock = new SteppedClock(Instant.parse("2026-11-20T12:00:00Z"));
  final PagerDutySimulator pagerduty =
      PagerDutySimulator.start(
          PagerDutyOptions.defaults().withClock(clock).withAccountKey("key-not-real"));
  final SecretsManagerSimulator store =
      SecretsManagerSimulator.start(SecretsManagerOptions.defaults().withClock(clock));
  final SecretsManagerClient aws = SecretsOnAws.client(store);
  final Listeners listeners = new Listeners(() -> store.value(NAME).orElseThrow(), clock);
  final List<String> refused = new ArrayList<>();
  final List<String> said = new ArrayList<>();
  final String arn = store.addEmpty(NAME);
  private final PagerDutyClient client =
      new PagerDutyClient(pagerduty.url(), () -> "key-not-real", "teleport@example.com", clock);
  private final WebhookSubscriptions webhooks = client.webhooks();
  private final String incident;

  RotationWorld() {
    pagerduty.addUser("Teleport", "teleport@example.com");
    String service = pagerduty.addService("Duty");
    incident = value(client.createIncident("A request", service, "key", "details")).id();
  }

  /** Our first subscription, as the command makes it. */
  RotationWorld subscribed() {
    WebhookSubscription.Created made =
        value(webhooks.create(URL, WebhookChange.DESCRIPTION, Optional.empty()));
    String id = made.subscription().id();
    store.put(
        NAME,
        new VerificationSecrets(Optional.empty(), made.secret(), Optional.empty(), List.of(id))
            .toJson());
    var _ = value(webhooks.activate(id));
    return this;
  }

  /** What is not ours, however much it looks so. */
  List<String> strangers() {
    return List.of(
        value(
                webhooks.create(
                    "https://other.example.com/webhooks/pagerduty",
                    WebhookChange.DESCRIPTION + " (rotation of another stack)",
                    Optional.empty()))
            .subscription()
            .id(),
        value(webhooks.create(URL, "by hand", Optional.empty())).subscription().id());
  }

  static <T> T value(Reply<T> reply) {
    return ((Reply.Ok<T>) reply).value();
  }

  /** As the function is wired, but for time that passes when it waits. */
  RotationSteps steps(Snare snare) {
    pagerduty.faults().clear();
    snare.set(pagerduty.faults());
    SignedPing ping = new SignedPing(listeners.url(), clock);
    return new RotationSteps(
        arn,
        new WebhookRotation(
            webhooks,
            snare.around(new SecretVersions(aws, arn)),
            secret -> snare.call(() -> ping.test(secret)),
            this::wait,
            signal -> said.add(signal.toString()),
            clock,
            () -> {}),
        signal -> said.add(signal.toString()));
  }

  RotationSteps steps() {
    return steps(new Snare(Optional.empty(), () -> {}));
  }

  void wait(Duration length) {
    Duration tick = length.compareTo(LONG) > 0 ? length.dividedBy(20) : TICK;
    Duration left = length;
    while (left.isPositive()) {
      Duration step = left.compareTo(tick) < 0 ? left : tick;
      clock.forward(step);
      left = left.minus(step);
      traffic();
    }
  }

  /** A person writes a note, and whoever subscribed hears of it; a stranger forges one. */
  void traffic() {
    pagerduty.noteAs("teleport@example.com", incident, "teleport deny 12345678");
    refused.addAll(listeners.takeAll(pagerduty.webhooks()));
    listeners.forge();
  }

  List<Subscription> subscriptions() {
    return pagerduty.webhooks().subscriptions();
  }

  VerificationSecrets stored() {
    return VerificationSecrets.parse(store.value(NAME).orElseThrow());
  }

  /** As all is well after a rotation that began with this secret. */
  void assertRotated(String token, String before, List<String> strangers) {
    List<Subscription> ours =
        subscriptions().stream().filter(one -> !strangers.contains(one.id())).toList();
    assertThat(ours).as("exactly one of ours").hasSize(1);
    assertThat(ours.getFirst().active()).isTrue();
    assertThat(subscriptions()).as("strangers stay").hasSize(1 + strangers.size());
    VerificationSecrets after = stored();
    assertThat(after.current()).isEqualTo(ours.getFirst().secret()).isNotEqualTo(before);
    assertThat(after.subscriptions()).containsExactly(ours.getFirst().id());
    assertThat(after.pending()).isEmpty();
    assertThat(after.previous().orElseThrow().value()).isEqualTo(before);
    assertThat(Duration.between(clock.instant(), after.previous().orElseThrow().until()))
        .isGreaterThanOrEqualTo(WebhookChange.LATE_DELIVERIES);
    assertThat(store.labelled(NAME, "AWSCURRENT").map(Version::id)).contains(token);
    assertThat(store.isRotating(NAME)).isFalse();
    assertThat(refused).isEmpty();
    assertThat(said.toString()).doesNotContain(before, after.current());
  }

  @Override
  public void close() {
    aws.close();
    listeners.close();
    store.close();
    pagerduty.close();
  }
}
