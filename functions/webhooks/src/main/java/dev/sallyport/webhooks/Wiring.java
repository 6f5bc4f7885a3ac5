package dev.sallyport.webhooks;

import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.delivery.LiveSecrets;
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

  private static final String QUEUE = "SALLYPORT_QUEUE_REVIEWS_SLACK";
  private static final String SECRET_FILE = "SALLYPORT_SLACK_SIGNING_SECRET_FILE";
  private static final String SECRET_ARN = "SALLYPORT_SLACK_SIGNING_SECRET_ARN";

  Door slack() {
    return new Door(new Slack(), new LiveSecrets(secret(), clock), queue(), signals, clock);
  }

  private DeliveryQueue queue() {
    URI queue = environment.address(QUEUE);
    URI endpoint = environment.endpoint("SQS").orElse(queue);
    return new SqsDeliveries(
        service(endpoint, SqsDeliveries.PROTOCOL, environment.required("AWS_REGION"), "sqs", SEND),
        queue.toString());
  }

  private StoredSecret secret() {
    Optional<String> file = environment.optional(SECRET_FILE);
    if (file.isPresent()) {
      return new StoredSecret.InFile(Path.of(file.get()));
    }
    if (environment.optional(SECRET_ARN).isEmpty()) {
      throw new ConfigError(
          "neither the variable " + SECRET_ARN + " nor " + SECRET_FILE + " is set");
    }
    return inSecretsManager(environment.required(SECRET_ARN));
  }

  /** The ARN says where it is: {@code arn:aws:secretsmanager:eu-central-1:…:secret:…}. */
  private StoredSecret inSecretsManager(String arn) {
    String[] parts = arn.split(":", -1);
    if (parts.length < 7 || !parts[2].equals("secretsmanager") || parts[3].isEmpty()) {
      throw new ConfigError("the variable " + SECRET_ARN + " is no ARN of a secret");
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
