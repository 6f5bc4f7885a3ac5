package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.LiveConfig;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.integrations.aws.ConfigParameter;
import dev.sallyport.integrations.aws.StoredSecret;
import dev.sallyport.integrations.signal.JsonSignals;
import dev.sallyport.integrations.signal.LibraryLines;
import dev.sallyport.integrations.teleport.Clusters;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClientBuilder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * A Lambda function's surroundings, as its variables say: {@code SALLYPORT_CLUSTER}; {@code
 * SALLYPORT_CONFIG_PARAMETER}, the parameter with the configuration, or {@code SALLYPORT_CONFIG}, a
 * file with it; each secret as {@code …_ARN} or, in a file, as {@code …_FILE}; {@code
 * SALLYPORT_QUEUE_REQUESTS}, {@code SALLYPORT_QUEUE_REQUESTS_DEAD}, …, the queues' addresses.
 */
final class Deployment {
  private static final String CONFIG = "SALLYPORT_CONFIG";
  private static final String CONFIG_PARAMETER = "SALLYPORT_CONFIG_PARAMETER";
  private static final String IDENTITY = "SALLYPORT_TELEPORT_IDENTITY";

  private final Environment environment;
  private final Signals signals;
  private final Consumer<String> severity;
  private final InstantSource clock;
  private Optional<SecretsManagerClient> secretsManager = Optional.empty();

  /**
   * @param severity hears what the configuration says of the log
   */
  Deployment(
      Environment environment, Signals signals, Consumer<String> severity, InstantSource clock) {
    this.environment = environment;
    this.signals = signals;
    this.severity = severity;
    this.clock = clock;
  }

  /** Of this process, which logs by Lambda's logger from now on. */
  static Deployment ofProcess() {
    // Nobody records a function's flight, and its hundred classes would be loaded at each start.
    System.setProperty("io.grpc.netty.shaded.io.netty.jfr.enabled", "false");
    Environment environment = Environment.ofProcess();
    InstantSource clock = InstantSource.system();
    JsonSignals signals =
        new JsonSignals(
            environment.required("SALLYPORT_CLUSTER"),
            line -> LambdaRuntime.getLogger().log(line + "\n"),
            clock);
    LibraryLines.install(signals);
    return new Deployment(
        environment,
        signals,
        severity -> {
          signals.leaveOutBelow(severity);
          LibraryLines.hearFrom(severity);
        },
        clock);
  }

  Environment environment() {
    return environment;
  }

  Signals signals() {
    return signals;
  }

  InstantSource clock() {
    return clock;
  }

  /** The wiring, always of the configuration as it is stored. */
  LiveWiring wiring() {
    LiveConfig config = config();
    SqsMail mail = new SqsMail(AwsClients.sqs(), environment.queues());
    Vendors vendors = vendors();
    Surroundings surroundings = Surroundings.real(signals, clock);
    return new LiveWiring(
        config,
        teleport -> client(teleport).build(),
        (now, teleport) -> {
          severity.accept(now.logSeverity());
          return new Wiring(now, config.under(now), teleport, mail, vendors, surroundings);
        });
  }

  /**
   * The configuration, read again while running.
   *
   * @throws ConfigError naming what is wrong with it
   */
  LiveConfig config() {
    Optional<String> file = environment.optional(CONFIG);
    Supplier<String> source =
        file.<Supplier<String>>map(name -> () -> Environment.read(Path.of(name)))
            .orElseGet(
                () ->
                    new ConfigParameter(AwsClients.ssm(), environment.required(CONFIG_PARAMETER)));
    String name = file.or(() -> environment.optional(CONFIG_PARAMETER)).orElseThrow();
    try {
      return new LiveConfig(
          source, text -> checked(name, ConfigReader.deployed(name, text)), signals, clock);
    } catch (ConfigError | Unavailable e) {
      signals.say(
          Signal.alarm("", "config-unreadable", "the function cannot start: " + e.getMessage()));
      throw e;
    }
  }

  private Config checked(String name, Config config) {
    Clusters.require(environment.required("SALLYPORT_CLUSTER"), config.teleport(), name);
    return config;
  }

  private TeleportClientBuilder client(Config config) {
    if (!isSet(IDENTITY)) {
      return Clusters.client(config.teleport());
    }
    Supplier<String> text = secret(IDENTITY);
    return Clusters.client(config.teleport(), () -> Identity.parse(text.get()));
  }

  private Vendors vendors() {
    return Vendors.none()
        .withPagerDuty(
            access("SALLYPORT_PAGERDUTY_KEY", "SALLYPORT_PAGERDUTY_URL"),
            secret("SALLYPORT_PAGERDUTY_WEBHOOK_SECRET"))
        .withOpsgenie(
            access("SALLYPORT_OPSGENIE_KEY", "SALLYPORT_OPSGENIE_URL"),
            secret("SALLYPORT_JSM_LOGIN"))
        .withSlack(
            access("SALLYPORT_SLACK_TOKEN", "SALLYPORT_SLACK_URL"),
            secret("SALLYPORT_SLACK_SIGNING_SECRET"));
  }

  private Access access(String secret, String url) {
    return new Access(secret(secret), environment.address(url));
  }

  private boolean isSet(String secret) {
    return environment.optional(secret + "_FILE").isPresent()
        || environment.optional(secret + "_ARN").isPresent();
  }

  /** A secret by its variable; that it is missing shows when it is needed. */
  Supplier<String> secret(String variable) {
    Optional<String> file = environment.optional(variable + "_FILE");
    if (file.isPresent()) {
      return () -> Environment.read(Path.of(file.get())).strip();
    }
    Optional<String> arn = environment.optional(variable + "_ARN");
    if (arn.isPresent()) {
      return new StoredSecret(secretsManager(), arn.get());
    }
    return () -> {
      throw new ConfigError(
          "neither the variable " + variable + "_ARN nor " + variable + "_FILE is set");
    };
  }

  /** One for all secrets. */
  SecretsManagerClient secretsManager() {
    SecretsManagerClient client = secretsManager.orElseGet(AwsClients::secretsManager);
    secretsManager = Optional.of(client);
    return client;
  }
}
