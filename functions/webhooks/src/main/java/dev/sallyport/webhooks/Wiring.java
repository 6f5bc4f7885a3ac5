package dev.sallyport.webhooks;

import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.signal.Signals;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Puts real adapters behind the door, as the variables say. */
record Wiring(Environment environment, Signals signals, InstantSource clock) {
  // Together more than a call may take: each may use what the other leaves.
  private static final Duration READ_SECRET = Duration.ofMillis(1500);
  private static final Duration SEND = Duration.ofMillis(1500);

  private static final String VENDOR = "SALLYPORT_VENDOR";

  /**
   * The door of the vendor that {@code SALLYPORT_VENDOR} names; of Slack without it.
   *
   * @throws ConfigError naming the variable that is missing or wrong
   */
  Door door() {
    String name = environment.optional(VENDOR).orElse("slack");
    return switch (name) {
      case "slack" -> door(new Slack(), "SLACK", "SALLYPORT_SLACK_SIGNING_SECRET");
      case "pagerduty" -> door(new PagerDuty(), "PAGERDUTY", "SALLYPORT_PAGERDUTY_WEBHOOK_SECRET");
      default ->
          throw new ConfigError("the variable " + VENDOR + " is neither slack nor pagerduty");
    };
  }

  private Door door(Vendor vendor, String queue, String secret) {
    return new Door(
        vendor,
        VerificationSecrets.live(secret(secret), clock),
        queue("SALLYPORT_QUEUE_REVIEWS_" + queue),
        signals,
        clock);
  }

  private DeliveryQueue queue(String variable) {
    URI queue = environment.address(variable);
    URI endpoint = environment.endpoint("SQS").orElse(queue);
    return new SqsDeliveries(
        service(endpoint, SqsDeliveries.PROTOCOL, environment.required("AWS_REGION"), "sqs", SEND),
        queue.toString());
  }

  private StoredSecret secret(String variable) {
    Optional<String> file = environment.optional(variable + "_FILE");
    if (file.isPresent()) {
      return new StoredSecret.InFile(Path.of(file.get()));
    }
    if (environment.optional(variable + "_ARN").isEmpty()) {
      throw new ConfigError(
          "neither the variable " + variable + "_ARN nor " + variable + "_FILE is set");
    }
    return inSecretsManager(variable + "_ARN");
  }

  /** The ARN says where it is: {@code arn:aws:secretsmanager:eu-central-1:…:secret:…}. */
  private StoredSecret inSecretsManager(String variable) {
    String arn = environment.required(variable);
    String[] parts = arn.split(":", -1);
    if (parts.length < 7 || !parts[2].equals("secretsmanager") || parts[3].isEmpty()) {
      throw new ConfigError("the variable " + variable + " is no ARN of a secret");
    }
    String region = parts[3];
    String domain = parts[1].equals("aws-cn") ? ".amazonaws.com.cn" : ".amazonaws.com";
    URI usual = URI.create("https://secretsmanager." + region + domain);
    URI endpoint = environment.endpoint("SECRETS_MANAGER").orElse(usual);
    return new StoredSecret.InSecretsManager(
        service(
            endpoint,
            StoredSecret.InSecretsManager.PROTOCOL,
            region,
            "secretsmanager",
            READ_SECRET),
        arn);
  }

  private AwsService service(
      URI endpoint, String protocol, String region, String name, Duration time) {
    AwsSignature signature = new AwsSignature(Credentials.of(environment), region, name);
    return new AwsService(endpoint, protocol, signature, time, clock);
  }
}
