package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.LiveModes;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.signal.LoggedSignals;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What the variables of a Lambda function say. */
final class Environment {
  private static final Duration SQS_ATTEMPT = Duration.ofSeconds(2);
  private static final Duration SQS_CALL = Duration.ofSeconds(5);

  private Environment() {}

  /**
   * Of a Lambda function's variables: {@code SALLYPORT_CONFIG}, {@code SALLYPORT_PAGERDUTY_KEY},
   * {@code SALLYPORT_PAGERDUTY_WEBHOOK_SECRET}, {@code SALLYPORT_SLACK_TOKEN} and {@code
   * SALLYPORT_SLACK_SIGNING_SECRET} name files, {@code SALLYPORT_QUEUE_REQUESTS}, {@code
   * SALLYPORT_QUEUE_REQUESTS_DEAD}, … hold the queues' addresses.
   */
  static Wiring wiring() {
    Path file = Path.of(required("SALLYPORT_CONFIG"));
    Config config = ConfigReader.deployed(file.toString(), read(file));
    InstantSource clock = InstantSource.system();
    Signals signals = new LoggedSignals(config.teleport().cluster());
    Modes modes =
        new LiveModes(
            () -> ConfigReader.deployed(file.toString(), read(file)).modes(), signals, clock);
    return new Wiring(
        config,
        modes,
        TeleportSide.client(config).build(),
        new SqsMail(sqs(), queuesOfEnvironment()),
        Vendors.none()
            .withPagerDuty(
                access("SALLYPORT_PAGERDUTY_KEY", "SALLYPORT_PAGERDUTY_URL"),
                secret("SALLYPORT_PAGERDUTY_WEBHOOK_SECRET"))
            .withOpsgenie(
                access("SALLYPORT_OPSGENIE_KEY", "SALLYPORT_OPSGENIE_URL"),
                secret("SALLYPORT_JSM_LOGIN"))
            .withSlack(
                access("SALLYPORT_SLACK_TOKEN", "SALLYPORT_SLACK_URL"),
                secret("SALLYPORT_SLACK_SIGNING_SECRET")),
        Surroundings.real(signals, clock));
  }

  private static Access access(String secret, String url) {
    return new Access(secret(secret), Optional.ofNullable(System.getenv(url)).map(URI::create));
  }

  private static Supplier<String> secret(String variable) {
    return () -> read(Path.of(required(variable))).strip();
  }

  private static SqsClient sqs() {
    return SqsClient.builder()
        .overrideConfiguration(
            calls -> calls.apiCallAttemptTimeout(SQS_ATTEMPT).apiCallTimeout(SQS_CALL))
        .build();
  }

  private static Queues queuesOfEnvironment() {
    String prefix = "SALLYPORT_QUEUE_";
    Map<String, String> urls = new HashMap<>();
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith(prefix)) {
                urls.put(
                    name.substring(prefix.length()).toLowerCase(Locale.ROOT).replace('_', '-'),
                    value);
              }
            });
    return new Queues(urls);
  }

  /**
   * A variable that must be there.
   *
   * @throws ConfigError naming it
   */
  static String required(String name) {
    @Nullable String value = System.getenv(name);
    if (value == null || value.isBlank()) {
      throw new ConfigError("the variable " + name + " is not set");
    }
    return value;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigError(file + " cannot be read: " + e.getClass().getSimpleName());
    }
  }
}
