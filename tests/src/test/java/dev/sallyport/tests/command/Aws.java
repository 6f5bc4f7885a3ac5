package dev.sallyport.tests.command;

import dev.sallyport.cli.local.LocalQueues;
import dev.sallyport.simulators.parameters.ParametersSimulator;
import dev.sallyport.simulators.secretsmanager.SecretsManagerOptions;
import dev.sallyport.simulators.secretsmanager.SecretsManagerSimulator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A stack, named {@code prod} if nothing else, in an account of this process alone. */
final class Aws implements AutoCloseable {
  static final String STACK = "prod";
  static final String PARAMETER = "/prod/config";

  private final Map<String, Optional<String>> before = new HashMap<>();
  private final LocalQueues server = LocalQueues.start(0, List.of());
  private final String stack;
  final ParametersSimulator parameters = ParametersSimulator.start();
  final SecretsManagerSimulator secrets =
      SecretsManagerSimulator.start(SecretsManagerOptions.defaults());

  Aws() {
    this(STACK);
  }

  Aws(String stack) {
    this.stack = stack;
    set("aws.region", "us-east-1");
    set("aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE");
    set("aws.secretAccessKey", "not-a-secret");
    set("aws.endpointUrlSsm", parameters.url().toString());
    set("aws.endpointUrlSqs", server.endpoint().toString());
    set("aws.endpointUrlSecretsManager", secrets.url().toString());
  }

  private void set(String name, String value) {
    before.put(name, Optional.ofNullable(System.getProperty(name)));
    System.setProperty(name, value);
  }

  SqsClient sqs() {
    return server.client();
  }

  /** Stores the configuration. */
  void store(String config) {
    long _ = parameters.put("/" + stack + "/config", config);
  }

  /** What is stored, by its newest version. */
  String stored() {
    return parameters.find("/" + stack + "/config").orElseThrow().value();
  }

  /** Makes a queue and its dead letters; answers the address of the dead letters. */
  String queue(String name) {
    boolean fifo = !name.startsWith("reviews-");
    String end = fifo ? ".fifo" : "";
    Map<QueueAttributeName, String> attributes =
        fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of();
    var _ = sqs().createQueue(it -> it.queueName(stack + "-" + name + end).attributes(attributes));
    return sqs()
        .createQueue(it -> it.queueName(stack + "-" + name + "-dead" + end).attributes(attributes))
        .queueUrl();
  }

  String url(String name) {
    return sqs().getQueueUrl(it -> it.queueName(stack + "-" + name + ".fifo")).queueUrl();
  }

  @Override
  public void close() {
    before.forEach(
        (name, value) ->
            value.ifPresentOrElse(
                it -> System.setProperty(name, it), () -> System.clearProperty(name)));
    secrets.close();
    parameters.close();
    server.close();
  }
}
