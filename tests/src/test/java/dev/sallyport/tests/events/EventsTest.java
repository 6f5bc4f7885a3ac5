package dev.sallyport.tests.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.integrations.aws.SecretVersions;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.WebhookRotation;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.tests.Checkout;
import dev.sallyport.webhooks.Webhooks;
import dev.sallyport.workers.Decide;
import dev.sallyport.workers.Notify;
import dev.sallyport.workers.QueueHandler;
import dev.sallyport.workers.Review;
import dev.sallyport.workers.Rotate;
import dev.sallyport.workers.RotationSteps;
import dev.sallyport.workers.Sweep;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every sample has the effect that its function is there for, at the time that it tells. */
final class EventsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** No function of ours asks it for anything. */
  private static final Context CONTEXT =
      (Context)
          Proxy.newProxyInstance(
              EventsTest.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
              });

  /** What a sample is given to, and what is to be seen afterwards. */
  private record Use(Class<?> function, Effect effect) {}

  @FunctionalInterface
  private interface Effect {
    void of(SampleWorld world, byte[] sample);
  }

  private static final Map<String, Use> USES =
      Map.ofEntries(
          Map.entry("decide-changed.json", new Use(Decide.class, EventsTest::decides)),
          Map.entry("notify-opsgenie.json", new Use(Notify.class, EventsTest::raisesAnAlert)),
          Map.entry("notify-pagerduty.json", new Use(Notify.class, EventsTest::opensAnIncident)),
          Map.entry("notify-slack.json", new Use(Notify.class, EventsTest::postsAMessage)),
          Map.entry("review-pagerduty.json", new Use(Review.class, EventsTest::submitsADenial)),
          Map.entry("review-slack.json", new Use(Review.class, EventsTest::submitsAReview)),
          Map.entry("rotate-create.json", new Use(Rotate.class, EventsTest::beginsARotation)),
          Map.entry("sweep.json", new Use(Sweep.class, EventsTest::findsWhatIsOver)),
          Map.entry(
              "webhook-pagerduty-forged.json", new Use(Webhooks.class, EventsTest::refusesTheNote)),
          Map.entry(
              "webhook-pagerduty-note.json", new Use(Webhooks.class, EventsTest::passesTheNoteOn)),
          Map.entry("webhook-slack-approve.json", new Use(Webhooks.class, EventsTest::passesItOn)),
          Map.entry(
              "webhook-slack-deny-with-reason.json",
              new Use(Webhooks.class, EventsTest::passesItOn)),
          Map.entry("webhook-slack-forged.json", new Use(Webhooks.class, EventsTest::refusesIt)),
          Map.entry(
              "webhook-slack-url-verification.json",
              new Use(Webhooks.class, EventsTest::answersIt)));

  static List<String> samples() {
    try (Stream<Path> files = Files.list(Checkout.root().resolve("events"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals("README.md"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everySampleHasAFunctionAndEveryFunctionASample() {
    assertThat(samples()).containsExactlyInAnyOrderElementsOf(USES.keySet());
    assertThat(USES.values().stream().map(use -> use.function().getName()).distinct())
        .containsExactlyInAnyOrderElementsOf(functions());
    String readme = Checkout.text(Checkout.root().resolve("events/README.md"));
    assertThat(samples()).allSatisfy(name -> assertThat(readme).contains("`" + name + "`"));
  }

  private static List<String> functions() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.sallyport.workers", "dev.sallyport.webhooks")
            .stream()
            .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
            .filter(
                type ->
                    type.isAssignableTo(RequestHandler.class)
                        || type.isAssignableTo(RequestStreamHandler.class))
            .map(JavaClass::getName)
            .toList();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void aSampleHasItsEffect(String name, @TempDir Path directory) throws IOException {
    byte[] sample = Files.readAllBytes(Checkout.root().resolve("events").resolve(name));
    try (SampleWorld world = new SampleWorld(directory.resolve("identity.pem"))) {
      world.clock.forwardTo(timeOf(JSON.readTree(sample)));
      Objects.requireNonNull(USES.get(name), "what to do with it").effect().of(world, sample);
      assertThat(world.outbox.returned).isEmpty();
    }
  }

  /** When the function is invoked with it. */
  private static Instant timeOf(JsonNode sample) {
    if (sample.has("time")) {
      return Instant.parse(sample.path("time").asText());
    }
    long millis =
        sample.has("Records")
            ? sample.path("Records").findValuesAsText("SentTimestamp").stream()
                .mapToLong(Long::parseLong)
                .max()
                .orElseThrow()
            : sample.path("requestContext").path("timeEpoch").asLong();
    return Instant.ofEpochMilli(millis).plusMillis(200);
  }

  /** As Lambda makes objects of events. */
  private static <T> T read(byte[] sample, Class<T> as) {
    return LambdaEventSerializers.serializerFor(as, EventsTest.class.getClassLoader())
        .fromJson(new ByteArrayInputStream(sample));
  }

  private static void take(QueueHandler function, byte[] sample) {
    JsonNode batch = answer(function, sample);
    assertThat(batch.path("batchItemFailures").isArray()).isTrue();
    assertThat(batch.path("batchItemFailures")).isEmpty();
  }

  private static void decides(SampleWorld world, byte[] sample) {
    take(world.wiring.decide(), sample);
    assertThat(memory(world)).containsKeys("seen", "routing");
    assertThat(world.outbox.sent)
        .contains(
            "pagerduty changed " + SampleWorld.REQUEST,
            "opsgenie changed " + SampleWorld.REQUEST,
            "slack changed " + SampleWorld.REQUEST);
  }

  private static void decideFirst(SampleWorld world) {
    Path file = Checkout.root().resolve("events/decide-changed.json");
    take(world.wiring.decide(), Checkout.text(file).getBytes(StandardCharsets.UTF_8));
  }

  private static void opensAnIncident(SampleWorld world, byte[] sample) {
    decideFirst(world);
    take(world.wiring.notify("pagerduty"), sample);
    assertThat(world.pagerduty.incidents())
        .singleElement()
        .satisfies(it -> assertThat(it.status()).isEqualTo("triggered"))
        .extracting(Incident::key)
        .isEqualTo("teleport-access-request/" + SampleWorld.REQUEST);
  }

  private static void postsAMessage(SampleWorld world, byte[] sample) {
    decideFirst(world);
    take(world.wiring.notify("slack"), sample);
    assertThat(world.slack.messages(SampleWorld.CHANNEL))
        .singleElement()
        .extracting(Message::words)
        .asString()
        .contains(SampleWorld.ALICE, "fix the build", "Approve");
    assertThat(world.slack.messages(world.slack.directChannel("U0ALICE"))).hasSize(1);
  }

  private static void submitsAReview(SampleWorld world, byte[] sample) {
    take(world.wiring.review("slack"), sample);
    assertThat(world.teleport.request(SampleWorld.REQUEST).orElseThrow().getSpec())
        .satisfies(it -> assertThat(it.getState()).isEqualTo(RequestState.APPROVED))
        .satisfies(
            it ->
                assertThat(it.getReviewsList())
                    .singleElement()
                    .satisfies(
                        review -> assertThat(review.getAuthor()).isEqualTo(SampleWorld.BOB)));
    assertThat(world.slack.ephemerals("U0BOB"))
        .singleElement()
        .satisfies(it -> assertThat(it.text()).contains("recorded"));
  }

  private static void raisesAnAlert(SampleWorld world, byte[] sample) {
    decideFirst(world);
    take(world.wiring.notify("opsgenie"), sample);
    assertThat(world.opsgenie.alert("teleport-access-request/" + SampleWorld.REQUEST))
        .hasValueSatisfying(it -> assertThat(it.status()).isEqualTo("open"));
  }

  private static void submitsADenial(SampleWorld world, byte[] sample) {
    decideFirst(world);
    Path file = Checkout.root().resolve("events/notify-pagerduty.json");
    take(world.wiring.notify("pagerduty"), Checkout.text(file).getBytes(StandardCharsets.UTF_8));
    world.pagerduty.noteAs(
        SampleWorld.BOB,
        world.pagerduty.incidents().getFirst().id(),
        "teleport deny 718293a4 not before the release");
    take(world.wiring.review("pagerduty"), sample);
    assertThat(world.teleport.request(SampleWorld.REQUEST).orElseThrow().getSpec())
        .satisfies(it -> assertThat(it.getState()).isEqualTo(RequestState.DENIED))
        .satisfies(
            it ->
                assertThat(it.getReviewsList())
                    .singleElement()
                    .satisfies(
                        review -> assertThat(review.getAuthor()).isEqualTo(SampleWorld.BOB)));
  }

  private static void findsWhatIsOver(SampleWorld world, byte[] sample) {
    decideFirst(world);
    Path file = Checkout.root().resolve("events/notify-pagerduty.json");
    take(world.wiring.notify("pagerduty"), Checkout.text(file).getBytes(StandardCharsets.UTF_8));
    world.teleport.deny(SampleWorld.REQUEST, "nobody watched");
    world.outbox.sent.clear();
    ScheduledEvent event = read(sample, ScheduledEvent.class);
    assertThat(event.getDetailType()).isEqualTo("Scheduled Event");
    assertThat(world.wiring.sweep("pagerduty").handleRequest(event, null)).isEqualTo(1);
    assertThat(world.outbox.sent).containsExactly("pagerduty resync " + SampleWorld.REQUEST);
  }

  private static void beginsARotation(SampleWorld world, byte[] sample) {
    SecretsManagerRotationEvent event = read(sample, SecretsManagerRotationEvent.class);
    try (SampleSecret secret = new SampleSecret(world.company)) {
      WebhookRotation rotation =
          new WebhookRotation(
              new PagerDutyClient(
                      world.pagerduty.url(), () -> SampleCompany.KEY, SampleWorld.BOB, world.clock)
                  .webhooks(),
              new SecretVersions(secret.client, secret.arn),
              _ -> true,
              world.clock::forward,
              world.signals::add,
              world.clock,
              () -> {});
      Rotate rotate =
          new Rotate(new RotationSteps(event.getSecretId(), rotation, world.signals::add));
      assertThat(rotate.handleRequest(event, null)).isEqualTo("createSecret");
      secret.isPending(event.getClientRequestToken());
    }
  }

  private static JsonNode answer(SampleWorld world, byte[] sample, List<SignedDelivery> passedOn) {
    return answer(
        new Webhooks(() -> SampleWorld.SECRET, passedOn::add, world.signals::add, world.clock),
        sample);
  }

  private static JsonNode answerToNote(
      SampleWorld world, byte[] sample, List<SignedDelivery> passedOn) {
    return answer(
        Webhooks.pagerduty(
            () -> SampleWorld.SECRET, passedOn::add, world.signals::add, world.clock),
        sample);
  }

  private static JsonNode answer(RequestStreamHandler function, byte[] sample) {
    try {
      ByteArrayOutputStream response = new ByteArrayOutputStream();
      function.handleRequest(new ByteArrayInputStream(sample), response, CONTEXT);
      return JSON.readTree(response.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void passesTheNoteOn(SampleWorld world, byte[] sample) {
    List<SignedDelivery> passedOn = new ArrayList<>();
    assertThat(answerToNote(world, sample, passedOn).path("statusCode").asInt()).isEqualTo(202);
    assertThat(passedOn).hasSize(1);
  }

  private static void refusesTheNote(SampleWorld world, byte[] sample) {
    List<SignedDelivery> passedOn = new ArrayList<>();
    assertThat(answerToNote(world, sample, passedOn).path("statusCode").asInt()).isEqualTo(401);
    assertThat(passedOn).isEmpty();
  }

  private static void passesItOn(SampleWorld world, byte[] sample) {
    List<SignedDelivery> passedOn = new ArrayList<>();
    assertThat(answer(world, sample, passedOn).path("statusCode").asInt()).isEqualTo(200);
    assertThat(passedOn).hasSize(1);
  }

  private static void refusesIt(SampleWorld world, byte[] sample) {
    List<SignedDelivery> passedOn = new ArrayList<>();
    assertThat(answer(world, sample, passedOn).path("statusCode").asInt()).isEqualTo(401);
    assertThat(passedOn).isEmpty();
  }

  private static void answersIt(SampleWorld world, byte[] sample) {
    List<SignedDelivery> passedOn = new ArrayList<>();
    JsonNode answer = answer(world, sample, passedOn);
    assertThat(answer.path("statusCode").asInt()).isEqualTo(200);
    assertThat(answer.path("body").asText())
        .isEqualTo("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P");
    assertThat(passedOn).isEmpty();
  }

  private static Map<String, String> memory(SampleWorld world) {
    return world.teleport.pluginData(SampleWorld.REQUEST).getOrDefault("sallyport", Map.of());
  }
}
