package dev.sallyport.tests.aws;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.integrations.aws.ConfigParameter;
import dev.sallyport.integrations.aws.StoredSecret;
import dev.sallyport.tests.deploy.Stack;
import dev.sallyport.workers.Queues;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
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

  private final URI endpoint;

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
    this.endpoint = endpoint;
    sqs = client(SqsClient.builder());
    secrets = client(SecretsManagerClient.builder());
    this.parameters = client(SsmClient.builder());
    config = new ConfigParameter(this.parameters, ConfigParameter.nameOf(name));
    stack.resources("AWS::SQS::Queue").entrySet().stream()
        .sorted(Comparator.comparing(it -> it.getValue().has("RedrivePolicy")))
        .forEach(it -> create(it.getKey(), it.getValue()));
  }

  private <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(REGION)
        .credentialsProvider(CREDENTIALS)
        .build();
  }

  /**
   * Calls a service that nothing of ours has a client of; a server of the protocols reads from the
   * signature which one is meant, and does not check it.
   *
   * @return the answer's body
   */
  String call(String service, String path, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.resolve(path))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                    .formatted(REGION, service))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        throw new IllegalStateException(service + " answers " + response.body());
      }
      return response.body();
    }
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

  /** What is stored now. */
  String get(String secret) {
    return new StoredSecret(secrets, arn(secret)).get();
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
