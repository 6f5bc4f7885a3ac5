package dev.sallyport.tests;

import dev.sallyport.simulators.secretsmanager.SecretsManagerSimulator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** AWS's own client of simulated secrets. */
public final class SecretsOnAws {
  private SecretsOnAws() {}

  /** One that signs its calls. */
  public static SecretsManagerClient client(SecretsManagerSimulator store) {
    return SecretsManagerClient.builder()
        .endpointOverride(store.url())
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIATEST", "not-real")))
        .build();
  }
}
