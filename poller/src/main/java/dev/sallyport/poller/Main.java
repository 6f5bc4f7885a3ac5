package dev.sallyport.poller;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.integrations.aws.ConfigParameter;
import dev.sallyport.integrations.aws.SqsEvents;
import dev.sallyport.integrations.aws.StoredSecret;
import dev.sallyport.integrations.signal.JsonSignals;
import dev.sallyport.integrations.signal.LibraryLines;
import dev.sallyport.integrations.signal.StandardOutput;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The deployed poller: a process that watches one cluster and sends hints to {@code requests.fifo}.
 * On SIGTERM it gives the queue what it knows and ends with 0. A variable that is missing or
 * impossible ends it at once with 2 and one line, an illness of long standing with 8 (see {@link
 * Life}).
 */
public final class Main {
  private static final String HELP =
      """
      Watches Teleport Access Requests and sends a hint for each change to requests.fifo.

      Variables:
        SALLYPORT_CLUSTER                 name of the Teleport cluster
        SALLYPORT_CONFIG_PARAMETER        parameter with sallyport.toml (or SALLYPORT_CONFIG, a file)
        SALLYPORT_TELEPORT_IDENTITY_ARN   secret with the identity (or SALLYPORT_TELEPORT_IDENTITY_FILE)
        SALLYPORT_QUEUE_REQUESTS          URL of requests.fifo
        SALLYPORT_HEALTH_PORT             health and metrics on loopback; 8080, 0 = none
        SALLYPORT_LOOK_EVERY              how often the configuration is looked at; 30s
        SALLYPORT_ILL_AT_MOST             how long without Teleport before the process ends; 15m
      Credentials, region and endpoints of AWS as for each of its SDKs.

      Exit codes: 0 asked to end, or [teleport] changed; 2 bad variables; 8 ill for too long; 9 a fault.\
      """;

  private Main() {}

  /** The process. It takes no arguments but {@code --help}. */
  public static void main(String[] arguments) {
    Execution execution = new Execution("poller", HELP);
    execution.run(arguments, Main::live);
  }

  private static int live(Variables variables, Execution execution) throws InterruptedException {
    Deployment deployment = Deployment.of(variables);
    InstantSource clock = InstantSource.system();
    Signals signals = new JsonSignals(deployment.cluster(), new StandardOutput(), clock);
    LibraryLines.install(signals);
    try (var sqs = AwsClients.sqs()) {
      Life life =
          new Life(
              new Sources(
                  deployment.cluster(),
                  configuration(deployment.configuration()),
                  identity(deployment.identity())),
              new SqsEvents(sqs, deployment.requestsQueue()),
              signals,
              clock,
              deployment.pace());
      execution.onTermination(life::end);
      Optional<HealthServer> health = health(deployment, life);
      try {
        Life.End end = life.run();
        signals.say(Signal.info("", "poller-ended", "the process ends: " + end));
        return end.exitCode();
      } finally {
        health.ifPresent(HealthServer::close);
      }
    }
  }

  private static Stored configuration(Deployment.Place place) {
    return switch (place) {
      case Deployment.Place.Aws aws ->
          new StoredParameter(new ConfigParameter(AwsClients.ssm(), aws.id()));
      case Deployment.Place.Local local -> new StoredFile(local.file());
    };
  }

  private static Stored identity(Deployment.Place place) {
    return switch (place) {
      case Deployment.Place.Aws aws ->
          new StoredIdentity(new StoredSecret(AwsClients.secretsManager(), aws.id()));
      case Deployment.Place.Local local -> new StoredFile(local.file());
    };
  }

  private static Optional<HealthServer> health(Deployment deployment, Life life) {
    return deployment.healthPort() == 0
        ? Optional.empty()
        : Optional.of(new HealthServer(deployment.healthPort(), life::health, life::registry));
  }
}
