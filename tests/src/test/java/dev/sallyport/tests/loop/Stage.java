package dev.sallyport.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.local.LocalLoop;
import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.pagerduty.Note;
import dev.sallyport.simulators.pagerduty.PagerDutySimulator;
import dev.sallyport.simulators.slack.SlackSimulator;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.tests.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A simulated world, and a loop over it that can be stopped and started again. */
final class Stage implements AutoCloseable {
  static final Duration SOON = Duration.ofSeconds(30);

  private static final String KEY = "teleport-access-request/";
  private static final int UNLIMITED = 10_000_000;

  private final SimulatedWorld world;
  private final Heard heard = new Heard();
  private @Nullable LocalLoop loop;

  private Stage(SimulatedWorld world) {
    this.world = world;
  }

  /** A world without a loop. */
  static Stage set(Path directory) {
    Stage stage = new Stage(SimulatedWorld.start(directory));
    stage.pagerduty().setRateLimit(UNLIMITED);
    return stage;
  }

  /** A world and a loop over it. */
  static Stage open(Path directory) {
    Stage stage = set(directory);
    stage.start();
    return stage;
  }

  void start() {
    start(() -> pagersOnly(world.config()), InstantSource.system());
  }

  /** With Slack, whose channels take one message a second. */
  static Stage openWithSlack(Path directory, InstantSource clock) {
    Stage stage = set(directory);
    stage.start(stage.world::config, clock);
    return stage;
  }

  /** Slack takes one message a second in a channel, which would be waited for. */
  static String pagersOnly(String config) {
    return config.replaceAll("(?s)\\[slack\\].*?(?=\\[\\[)", "");
  }

  void start(Supplier<String> config, InstantSource clock) {
    loop = world.run(world.settings("the test", config, heard).at(clock));
  }

  /** What waits in the queues is lost with the loop. */
  void stop() {
    LocalLoop running = loop;
    if (running != null) {
      running.close();
    }
    loop = null;
  }

  /** Puts a message on one of the loop's queues, as somebody with the right to it would. */
  void send(String queue, String body) {
    LocalLoop running = Objects.requireNonNull(loop, "no loop runs");
    try (SqsClient sqs =
        SqsClient.builder()
            .endpointOverride(running.sqs())
            .region(Region.of("elasticmq"))
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("other", "other")))
            .build()) {
      String url = sqs.getQueueUrl(ask -> ask.queueName(queue)).queueUrl();
      var _ = sqs.sendMessage(message -> message.queueUrl(url).messageBody(body));
    }
  }

  SimulatedWorld world() {
    return world;
  }

  TeleportSimulator teleport() {
    return world.teleport();
  }

  PagerDutySimulator pagerduty() {
    return world.pagerduty();
  }

  SlackSimulator slack() {
    return world.slack();
  }

  Heard heard() {
    return heard;
  }

  /** Alice asks for the role that people decide about. */
  String ask(String reason) {
    return teleport().createRequest(request(reason));
  }

  static NewRequest request(String reason) {
    return NewRequest.of(SimulatedWorld.ALICE, "editor").because(reason);
  }

  /** The incidents of a request; nobody but us opens any. */
  List<Incident> incidents(String id) {
    return pagerduty().incidents().stream()
        .filter(incident -> incident.key().equals(KEY + id))
        .toList();
  }

  Optional<Incident> incident(String id) {
    List<Incident> all = incidents(id);
    assertThat(all).as("incidents of %s", id).hasSizeLessThan(2);
    return all.stream().findFirst();
  }

  boolean is(String id, String status) {
    return incident(id).filter(incident -> incident.status().equals(status)).isPresent();
  }

  List<String> notes(String id) {
    return incident(id).stream().flatMap(it -> it.notes().stream()).map(Note::content).toList();
  }

  /** Waits until the request's incident is open. */
  void awaitAnnounced(String id) {
    await("an open incident of " + id, () -> is(id, "triggered"));
  }

  /** Waits until the request's incident is resolved; one note tells of the end. */
  void awaitResolved(String id, String words) {
    awaitResolved(id, words, SOON);
  }

  void awaitResolved(String id, String words, Duration patience) {
    try {
      await("a resolved incident of " + id, patience, () -> is(id, "resolved"));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "; heard:\n" + heard, e);
    }
    assertThat(notes(id)).filteredOn(note -> note.contains(words)).hasSize(1);
  }

  /** A request after this moment has gone the whole way, so what came before has, too. */
  void afterAnotherOne() {
    awaitAnnounced(ask("afterwards"));
  }

  /** What is remembered of the request under a key; empty when nothing is. */
  String memory(String id, String key) {
    return teleport().pluginData(id).getOrDefault("sallyport", Map.of()).getOrDefault(key, "");
  }

  static void await(String what, BooleanSupplier seen) {
    await(what, SOON, seen);
  }

  static void await(String what, Duration patience, BooleanSupplier seen) {
    Wait.until(what, patience, seen, () -> "");
  }

  @Override
  public void close() {
    try {
      stop();
    } finally {
      world.close();
    }
  }
}
