package dev.sallyport.simulators.secretsmanager;

import dev.sallyport.simulators.http.MovableClock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** A simulated account, and AWS's client of it. */
abstract class SecretsManagerTestBase {
  static final String NAME = "sallyport/pagerduty-webhook";
  static final String FIRST = "11111111-1111-4111-8111-111111111111";
  static final String SECOND = "22222222-2222-4222-8222-222222222222";

  final MovableClock clock = new MovableClock();
  final SecretsManagerSimulator simulator =
      SecretsManagerSimulator.start(SecretsManagerOptions.defaults().withClock(clock));
  final SecretsManagerClient client =
      SecretsManagerClient.builder()
          .endpointOverride(simulator.url())
          .region(Region.EU_CENTRAL_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "not-real")))
          .httpClientBuilder(UrlConnectionHttpClient.builder())
          .build();

  @AfterEach
  void close() {
    client.close();
    simulator.close();
  }

  String current() {
    return client.getSecretValue(ask -> ask.secretId(NAME)).secretString();
  }

  void put(String token, String value, String... stages) {
    client.putSecretValue(
        put ->
            put.secretId(NAME)
                .clientRequestToken(token)
                .secretString(value)
                .versionStages(List.of(stages)));
  }
}
