package dev.sallyport.tests.aws;

import dev.sallyport.integrations.aws.ConfigParameter;
import dev.sallyport.workers.Queues;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What one deployment has in an account: queues with dead letters, secrets, the parameter. */
final class Account implements AutoCloseable {
  static final Region REGION = Region.EU_CENTRAL_1;
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
  private static final int VISIBILITY = 180;

  final String name = "sallyport-" + UUID.randomUUID().toString().substring(0, 8);
  final SqsClient sqs;
  final SecretsManagerClient secrets;
  final SsmClient parameters;
  final ConfigParameter config;
  private final Map<String, String> urls = new HashMap<>();
  private final Map<String, String> arns = new HashMap<>();

  Account(URI endpoint) {
    sqs =
        SqsClient.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(CREDENTIALS)
            .build();
    secrets =
        SecretsManagerClient.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(CREDENTIALS)
            .build();
    parameters =
        SsmClient.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(CREDENTIALS)
            .build();
    config = new ConfigParameter(parameters, ConfigParameter.nameOf(name));
  }

  void addQueues(List<String> all) {
    for (String queue : all) {
      String dead = create(queue + "-dead", Map.of());
      String arn =
          sqs.getQueueAttributes(
                  ask -> ask.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
              .attributes()
              .getOrDefault(QueueAttributeName.QUEUE_ARN, "");
      String redrive = "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":300}";
      urls.put(queue, create(queue, Map.of(QueueAttributeName.REDRIVE_POLICY, redrive)));
      urls.put(queue + "-dead", dead);
    }
  }

  private String create(String queue, Map<QueueAttributeName, String> more) {
    Map<QueueAttributeName, String> attributes = new HashMap<>(more);
    boolean fifo = !queue.startsWith("reviews-");
    if (fifo) {
      attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    }
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, Integer.toString(VISIBILITY));
    String full = name + "-" + queue + (fifo ? ".fifo" : "");
    return sqs.createQueue(it -> it.queueName(full).attributes(attributes)).queueUrl();
  }

  void addSecret(String secret, String value) {
    arns.put(
        secret, secrets.createSecret(it -> it.name(name + "/" + secret).secretString(value)).arn());
  }

  /** Stores another value, as {@code sallyport secrets put} does. */
  void put(String secret, String value) {
    var _ = secrets.putSecretValue(it -> it.secretId(arn(secret)).secretString(value));
  }

  String arn(String secret) {
    String arn = arns.get(secret);
    if (arn == null) {
      throw new IllegalArgumentException("there is no secret " + secret);
    }
    return arn;
  }

  Queues queues() {
    return new Queues(urls);
  }

  /** How many dead letters there are. */
  int dead(String queue) {
    return Integer.parseInt(
        sqs.getQueueAttributes(
                ask ->
                    ask.queueUrl(queues().deadLetters(queue))
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
            .attributes()
            .getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"));
  }

  @Override
  public void close() {
    sqs.close();
    secrets.close();
    parameters.close();
  }
}
