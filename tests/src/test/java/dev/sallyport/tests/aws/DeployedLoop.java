package dev.sallyport.tests.aws;

import static java.net.http.HttpRequest.BodyPublishers.noBody;
import static java.net.http.HttpResponse.BodyHandlers.discarding;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sallyport.cli.local.ApiGateway;
import dev.sallyport.cli.local.EventSourceMapping;
import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.integrations.aws.SqsEvents;
import dev.sallyport.integrations.aws.StoredSecret;
import dev.sallyport.poller.Poller;
import dev.sallyport.poller.PollerSettings;
import dev.sallyport.poller.TeleportCluster;
import dev.sallyport.simulators.opsgenie.OpsgenieOptions;
import dev.sallyport.simulators.pagerduty.Subscription;
import dev.sallyport.teleport.Identity;
import dev.sallyport.tests.lambda.FunctionProcess;
import dev.sallyport.workers.Wiring;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * The whole of Sallyport over AWS's services: the poller, and each function in a process of
 * Lambda's runtime client with the secrets that are its own, behind queues that event-source
 * mappings poll. Teleport and the vendors are simulated.
 */
final class DeployedLoop implements AutoCloseable {
  /** All three destinations and the rotation, and nothing that the functions do not look at. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "ClusterName",
          SimulatedWorld.CLUSTER,
          "EnablePagerDuty",
          "true",
          "RotatePagerDutyWebhook",
          "true",
          "EnableSlack",
          "true");

  private static final Duration CONNECT = Duration.ofSeconds(60);

  final SimulatedWorld world;
  final Account account;
  final Subscription subscription;

  /** What the poller and the mappings said. */
  final List<Signal> signals = new CopyOnWriteArrayList<>();

  private final Set<String> done = ConcurrentHashMap.newKeySet();
  private final AwsEndpoint endpoint;
  private final String opsgenie;
  private final Map<String, FunctionProcess> functions = new TreeMap<>();
  private final Deque<AutoCloseable> parts = new ArrayDeque<>();

  DeployedLoop(AwsEndpoint endpoint, Path folder) throws IOException, InterruptedException {
    this(endpoint, folder, "EnableOpsgenie", "");
  }

  /**
   * @param kind the parameter that switches it on
   * @param opsgenie more lines of that table of the configuration
   */
  private DeployedLoop(AwsEndpoint endpoint, Path folder, String kind, String opsgenie)
      throws IOException, InterruptedException {
    this.endpoint = endpoint;
    this.opsgenie = opsgenie;
    world = keep(SimulatedWorld.start(Files.createDirectory(folder.resolve("world"))));
    Map<String, String> parameters = new HashMap<>(PARAMETERS);
    parameters.put(kind, "true");
    account = keep(new Account(endpoint.url(), parameters));
    List<Unit> units = Unit.of(account);
    ApiGateway gateway = keep(ApiGateway.start(0, routes(units)));
    world.slack().setRequestUrl(gateway.url().resolve("/webhooks/slack/interactions"));
    subscription =
        world
            .pagerduty()
            .webhooks()
            .subscribe(
                gateway.url().resolve("/webhooks/pagerduty"),
                "incident.annotated",
                "incident.resolved");
    fill();
    for (Unit unit : units) {
      functions.put(unit.name(), keep(unit.start(this, folder)));
    }
    open(gateway, units);
    units.forEach(unit -> unit.queue().ifPresent(queue -> map(queue, unit.name())));
    watch();
  }

  /** With JSM Operations in Opsgenie's place, which takes a second secret. */
  static DeployedLoop withJsm(AwsEndpoint endpoint, Path folder)
      throws IOException, InterruptedException {
    String site = OpsgenieOptions.defaults().cloudId();
    return new DeployedLoop(
        endpoint, folder, "EnableJsm", "kind = \"jsm\"\njsm = {cloud_id = \"" + site + "\"}\n");
  }

  private <T extends AutoCloseable> T keep(T part) {
    parts.push(part);
    return part;
  }

  private Map<String, RequestStreamHandler> routes(List<Unit> units) {
    Map<String, RequestStreamHandler> routes = new HashMap<>();
    units.forEach(
        unit ->
            unit.route()
                .ifPresent(
                    route ->
                        routes.put(
                            route,
                            (in, out, context) ->
                                function(unit.name()).handleRequest(in, out, context))));
    return routes;
  }

  /** Has the functions started that somebody waits for; what that takes is measured elsewhere. */
  private static void open(ApiGateway gateway, List<Unit> units)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (Unit unit : units) {
        if (unit.route().isPresent()) {
          String path = unit.route().get().substring("POST ".length());
          HttpRequest unsigned =
              HttpRequest.newBuilder(gateway.url().resolve(path)).POST(noBody()).build();
          assertThat(client.send(unsigned, discarding()).statusCode()).as(path).isEqualTo(401);
        }
      }
    }
  }

  /** What an operator does before and after the deployment: configuration and secrets. */
  private void fill() throws IOException {
    var _ = account.config.write(config() + "\n[log]\nseverity = \"debug\"\n");
    String identity = Files.readString(world.identity());
    account.fill(
        Map.of(
            "teleport-read",
            identity,
            "teleport-decide",
            identity,
            "teleport-review",
            identity,
            "pagerduty-api",
            "simulated-pagerduty-key",
            "opsgenie-api",
            "simulated-opsgenie-key",
            "jsm-api",
            "sallyport@example.com:simulated-jsm-token",
            "slack-bot",
            "xoxb-simulated-slack-token",
            "slack-signing",
            SimulatedWorld.SLACK_SIGNING_SECRET,
            "pagerduty-webhook",
            new VerificationSecrets(
                    Optional.empty(),
                    subscription.secret(),
                    Optional.empty(),
                    List.of(subscription.id()))
                .toJson()));
  }

  /** The simulated world's, without what no deployed file may hold. */
  String config() {
    return world
        .config()
        .lines()
        .filter(line -> !line.matches("(api_key|token|identity) = .*"))
        .collect(Collectors.joining("\n", "", "\n"))
        .replace("[opsgenie]\n", "[opsgenie]\n" + opsgenie);
  }

  private void map(String queue, String function) {
    String url = account.here(queue);
    keep(
        new EventSourceMapping(
            url.substring(url.lastIndexOf('/') + 1),
            account.sqs,
            url,
            batch -> taken(function, batch),
            1,
            signals::add));
  }

  private SQSBatchResponse taken(String function, SQSEvent batch) {
    SQSBatchResponse response = function(function).take(batch);
    if (response.getBatchItemFailures().isEmpty()) {
      batch.getRecords().stream()
          .map(it -> it.getAttributes().getOrDefault("MessageGroupId", it.getMessageId()))
          .forEach(group -> done.add(function + " " + group));
    }
    return response;
  }

  /** Whether that function is through with a message of that group. */
  boolean isDone(String function, String group) {
    return done.contains(function + " " + group);
  }

  private void watch() throws InterruptedException {
    Config config = ConfigReader.deployed("the parameter", account.config.get());
    StoredSecret identity = new StoredSecret(account.secrets, account.arn("teleport-read"));
    Poller poller =
        keep(
            new Poller(
                PollerSettings.of(config.teleport().cluster())
                    .withIdentityInterval(Optional.of(Duration.ofSeconds(5))),
                TeleportCluster.connector(
                    Wiring.teleport(
                            config.reaching(
                                config.teleport().addr(), Optional.of(world.identity().toString())))
                        .identity(() -> Identity.parse(identity.get()))),
                new SqsEvents(account.sqs, account.queues().url("requests")),
                signals::add,
                InstantSource.system()));
    poller.start();
    if (!poller.awaitConnected(CONNECT)) {
      throw new IllegalStateException("the poller does not connect: " + signals);
    }
  }

  String endpoint() {
    return endpoint.url().toString();
  }

  FunctionProcess function(String name) {
    return Objects.requireNonNull(functions.get(name), name);
  }

  /** What all functions have logged. */
  String said() {
    return functions.values().stream().map(FunctionProcess::said).collect(Collectors.joining());
  }

  /** What X-Ray has got of all functions, beside what Lambda says itself. */
  List<String> traced() {
    return functions.values().stream().flatMap(it -> it.traced().stream()).toList();
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      try {
        parts.pop().close();
      } catch (Exception e) {
        throw new IllegalStateException("a part did not end cleanly", e);
      }
    }
  }
}
