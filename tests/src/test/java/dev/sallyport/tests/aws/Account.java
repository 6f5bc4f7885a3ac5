package dev.sallyport.tests.aws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.integrations.aws.ConfigParameter;
import dev.sallyport.tests.deploy.Stack;
import dev.sallyport.workers.Queues;
import java.net.URI;
import java.util.Comparator;
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

/**
 * What one stack of the template has in an account: queues with dead letters, secrets, the
 * parameter. Without the stack's key, which a server of the protocols alone does not use.
 */
final class Account implements AutoCloseable {
  static final Region REGION = Region.EU_CENTRAL_1;
  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

  /** Of a queue in the template, under SQS's own names. */
  private static final List<QueueAttributeName> LIKEWISE =
      List.of(
          QueueAttributeName.FIFO_QUEUE,
          QueueAttributeName.DEDUPLICATION_SCOPE,
          QueueAttributeName.FIFO_THROUGHPUT_LIMIT,
          QueueAttributeName.MESSAGE_RETENTION_PERIOD,
          QueueAttributeName.VISIBILITY_TIMEOUT);

  final String name = "sallyport-" + UUID.randomUUID().toString().substring(0, 8);
  final SqsClient sqs;
  final SecretsManagerClient secrets;
  final SsmClient parameters;
  final ConfigParameter config;
  final Stack stack;

  /** By what the template says, which knows another account: what is here. */
  private final Map<String, String> made = new HashMap<>();

  private final Map<String, String> urls = new HashMap<>();
  private final Map<String, String> arns = new HashMap<>();

  /**
   * @param parameters the template's
   */
  Account(URI endpoint, Map<String, String> parameters) {
    Map<String, String> all = new HashMap<>(parameters);
    all.put("AWS::StackName", name);
    stack = Stack.of(all);
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
    this.parameters =
        SsmClient.builder()
            .endpointOverride(endpoint)
            .region(REGION)
            .credentialsProvider(CREDENTIALS)
            .build();
    config = new ConfigParameter(this.parameters, ConfigParameter.nameOf(name));
    stack.resources("AWS::SQS::Queue").entrySet().stream()
        .sorted(Comparator.comparing(it -> it.getValue().has("RedrivePolicy")))
        .forEach(it -> create(it.getKey(), it.getValue()));
  }

  /** Dead letters come first, since a queue names its own. */
  private void create(String id, JsonNode queue) {
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    LIKEWISE.stream()
        .filter(it -> queue.has(it.toString()))
        .forEach(it -> attributes.put(it, queue.get(it.toString()).asText()));
    if (queue.has("RedrivePolicy")) {
      JsonNode redrive = queue.get("RedrivePolicy");
      attributes.put(
          QueueAttributeName.REDRIVE_POLICY,
          "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%s}"
              .formatted(
                  attribute(
                      here(redrive.get("deadLetterTargetArn").asText()),
                      QueueAttributeName.QUEUE_ARN),
                  redrive.get("maxReceiveCount").asText()));
    }
    String full = queue.get("QueueName").asText();
    String url = sqs.createQueue(it -> it.queueName(full).attributes(attributes)).queueUrl();
    made.put(stack.reference(id), url);
    made.put(stack.arn(id), url);
    urls.put(full.substring(name.length() + 1).replace(".fifo", ""), url);
  }

  private String attribute(String url, QueueAttributeName attribute) {
    return sqs.getQueueAttributes(ask -> ask.queueUrl(url).attributeNames(attribute))
        .attributes()
        .getOrDefault(attribute, "");
  }

  /** What the template calls so: of a queue its address, whether by address or ARN. */
  String here(String said) {
    return made.getOrDefault(said, said);
  }

  /**
   * Gives the stack's secrets their values, as {@code sallyport secrets put} does.
   *
   * @param values by the name after the stack's
   */
  void fill(Map<String, String> values) {
    stack
        .resources("AWS::SecretsManager::Secret")
        .forEach(
            (id, secret) -> {
              String full = secret.get("Name").asText();
              String name = full.substring(full.indexOf('/') + 1);
              String value = requireNonNull(values.get(name), name);
              String arn = secrets.createSecret(it -> it.name(full).secretString(value)).arn();
              made.put(stack.reference(id), arn);
              arns.put(name, arn);
            });
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
        attribute(queues().deadLetters(queue), QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  @Override
  public void close() {
    sqs.close();
    secrets.close();
    parameters.close();
  }
}
