package dev.sallyport.integrations.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * Clients of AWS's services as the process's variables say ({@code AWS_REGION}, credentials, {@code
 * AWS_ENDPOINT_URL}). Each try of a call ends after two seconds, and the call after five.
 */
public final class AwsClients {
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration TRY = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(5);

  private AwsClients() {}

  public static SqsClient sqs() {
    return timed(SqsClient.builder()).build();
  }

  public static SecretsManagerClient secretsManager() {
    return timed(SecretsManagerClient.builder()).build();
  }

  public static SsmClient ssm() {
    return timed(SsmClient.builder()).build();
  }

  private static <C, B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>> B timed(
      B builder) {
    return builder
        .httpClientBuilder(
            UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(TRY))
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(TRY)
                .apiCallTimeout(CALL)
                .build());
  }
}
