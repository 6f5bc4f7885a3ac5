package dev.sallyport.tests.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.simulators.pagerduty.Subscription;
import dev.sallyport.simulators.secretsmanager.SecretsManagerOptions;
import dev.sallyport.simulators.secretsmanager.SecretsManagerSimulator;
import dev.sallyport.tests.SecretsOnAws;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The secret of the company's subscription, where a deployment keeps it. */
final class SampleSecret implements AutoCloseable {
  private static final String NAME = "sallyport/pagerduty-webhook";

  final SecretsManagerSimulator store =
      SecretsManagerSimulator.start(SecretsManagerOptions.defaults());
  final SecretsManagerClient client = SecretsOnAws.client(store);
  final String arn;
  private final SampleCompany company;

  SampleSecret(SampleCompany company) {
    this.company = company;
    Subscription subscription =
        company
            .pagerduty
            .webhooks()
            .subscribe(
                URI.create("https://abc.example.com/webhooks/pagerduty"), "incident.annotated");
    arn =
        store.put(
            NAME,
            new VerificationSecrets(
                    Optional.empty(),
                    subscription.secret(),
                    Optional.empty(),
                    List.of(subscription.id()))
                .toJson());
  }

  /** Stores what nothing of ours would. */
  void damage(String text) {
    store.put(NAME, text);
  }

  /** The next secret is stored under its token, and its subscription does not deliver yet. */
  void isPending(String token) {
    List<Subscription> all = company.pagerduty.webhooks().subscriptions();
    assertThat(all).hasSize(2);
    assertThat(all.getLast().active()).isFalse();
    assertThat(store.labelled(NAME, "AWSPENDING"))
        .hasValueSatisfying(version -> assertThat(version.id()).isEqualTo(token));
  }

  @Override
  public void close() {
    client.close();
    store.close();
  }
}
