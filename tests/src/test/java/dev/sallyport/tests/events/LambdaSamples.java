package dev.sallyport.tests.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.cli.local.LocalQueues;
import dev.sallyport.tests.Checkout;
import dev.sallyport.tests.lambda.FunctionProcess;
import dev.sallyport.tests.lambda.FunctionZip;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The deployed functions, each in a process of the real runtime, with secrets from files. */
final class LambdaSamples implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final List<String> QUEUES =
      List.of("requests", "pagerduty", "opsgenie", "slack", "reviews-slack", "reviews-pagerduty");

  final SampleCompany company = new SampleCompany(InstantSource.system());
  final LocalQueues queues = LocalQueues.start(0, QUEUES);
  private final Path folder;
  private final FunctionZip workers;
  private final FunctionZip webhooks;
  private final Map<String, FunctionProcess> running = new HashMap<>();
  private final Map<String, String> others = new HashMap<>();
  private Optional<SampleSecret> rotated = Optional.empty();

  LambdaSamples(Path folder) throws IOException {
    this.folder = folder;
    Path functions = Checkout.root().resolve("functions");
    workers =
        FunctionZip.unpack(
            functions.resolve("workers/target/workers.zip"), folder.resolve("workers"));
    webhooks =
        FunctionZip.unpack(
            functions.resolve("webhooks/target/webhooks.zip"), folder.resolve("webhooks"));
    Path identity = folder.resolve("identity.pem");
    company.writeIdentity(identity);
    company.ask();
    Files.writeString(folder.resolve("sallyport.toml"), company.config(identity));
    Files.writeString(folder.resolve("signing"), SampleCompany.SECRET);
    Files.writeString(folder.resolve("pagerduty"), SampleCompany.KEY);
    Files.writeString(folder.resolve("opsgenie"), SampleCompany.OPSGENIE_KEY);
    Files.writeString(folder.resolve("slack"), SampleCompany.TOKEN);
  }

  /**
   * Gives an event to a function, which is started with the first one.
   *
   * @param handler {@code Decide}, …, {@code Webhooks}
   * @param subject the destination or vendor; empty for none
   */
  JsonNode invoke(String handler, String subject, byte[] event) {
    try {
      return JSON.readTree(function(handler, subject).invoke(event));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Gives it an event at which, or at whose start, it breaks; answers what it reports. */
  String fail(String handler, String subject, byte[] event) {
    return function(handler, subject).fail(event);
  }

  private FunctionProcess function(String handler, String subject) {
    return running.computeIfAbsent(handler + subject, name -> start(name, handler, subject));
  }

  private FunctionProcess start(String name, String handler, String subject) {
    boolean door = handler.equals("Webhooks");
    Map<String, String> variables = variables();
    if (!subject.isEmpty()) {
      variables.put("SALLYPORT_VENDOR", subject);
      variables.put("SALLYPORT_DESTINATION", subject);
    }
    try {
      return new FunctionProcess(
          door ? webhooks : workers,
          name,
          "dev.sallyport.%s.%s::handleRequest".formatted(door ? "webhooks" : "workers", handler),
          variables,
          folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put("SALLYPORT_CLUSTER", SampleCompany.CLUSTER);
    variables.put("SALLYPORT_CONFIG", folder.resolve("sallyport.toml").toString());
    variables.put("SALLYPORT_TELEPORT_IDENTITY_FILE", folder.resolve("identity.pem").toString());
    variables.put("SALLYPORT_PAGERDUTY_KEY_FILE", folder.resolve("pagerduty").toString());
    variables.put("SALLYPORT_PAGERDUTY_WEBHOOK_SECRET_FILE", folder.resolve("signing").toString());
    variables.put("SALLYPORT_OPSGENIE_KEY_FILE", folder.resolve("opsgenie").toString());
    variables.put("SALLYPORT_SLACK_TOKEN_FILE", folder.resolve("slack").toString());
    variables.put("SALLYPORT_SLACK_SIGNING_SECRET_FILE", folder.resolve("signing").toString());
    variables.put("SALLYPORT_PAGERDUTY_URL", company.pagerduty.url().toString());
    variables.put("SALLYPORT_OPSGENIE_URL", company.opsgenie.url().toString());
    variables.put("SALLYPORT_SLACK_URL", company.slack.url().toString());
    rotated.ifPresent(
        secret -> {
          variables.put("SALLYPORT_PAGERDUTY_WEBHOOK_SECRET_ARN", secret.arn);
          variables.put(
              "SALLYPORT_PAGERDUTY_WEBHOOK_URL", "https://abc.example.com/webhooks/pagerduty");
          variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secret.store.url().toString());
        });
    variables.put("AWS_ENDPOINT_URL", queues.endpoint().toString());
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("AWS_ACCESS_KEY_ID", "key-id-not-real");
    variables.put("AWS_SECRET_ACCESS_KEY", "key-not-real");
    queues
        .queues()
        .urls()
        .forEach(
            (name, url) ->
                variables.put(
                    "SALLYPORT_QUEUE_" + name.toUpperCase(Locale.ROOT).replace('-', '_'), url));
    variables.putAll(others);
    return variables;
  }

  /** Other values for functions that are started from now on. */
  void set(Map<String, String> variables) {
    others.putAll(variables);
  }

  /** Makes a subscription and its secret, for functions that are started from now on. */
  SampleSecret rotated() {
    SampleSecret secret = new SampleSecret(company);
    rotated = Optional.of(secret);
    return secret;
  }

  /** How many messages a queue holds. */
  int waiting(String queue) {
    return Integer.parseInt(
        queues
            .client()
            .getQueueAttributes(
                ask ->
                    ask.queueUrl(queues.queues().url(queue))
                        .attributeNamesWithStrings("ApproximateNumberOfMessages"))
            .attributesAsStrings()
            .getOrDefault("ApproximateNumberOfMessages", "0"));
  }

  /** What all functions have logged. */
  String said() {
    return running.values().stream().map(FunctionProcess::said).reduce("", String::concat);
  }

  /** What X-Ray has got of all functions, beside what Lambda says itself. */
  List<String> traced() {
    return running.values().stream().flatMap(it -> it.traced().stream()).toList();
  }

  @Override
  public void close() {
    running.values().forEach(FunctionProcess::close);
    queues.close();
    rotated.ifPresent(SampleSecret::close);
    company.close();
  }
}
