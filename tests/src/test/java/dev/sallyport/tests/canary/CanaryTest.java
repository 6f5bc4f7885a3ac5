package dev.sallyport.tests.canary;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sallyport.cli.local.LocalLoop;
import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.signal.JsonSignals;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.slack.Pressed;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.tests.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class CanaryTest {
  private static final String ASKED = "canary-why-asked-4711";
  private static final String DECIDED = "canary-why-decided-0815";
  private static final String PRESSED = "canary-why-pressed-1234";
  private static final String NOTED = "canary-why-noted-5678";

  @TempDir Path directory;

  private final List<Signal> signals = new CopyOnWriteArrayList<>();
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @Test
  void neitherSecretsNorReasonsAreLoggedAtDebug() throws IOException {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    logged.start();
    root.addAppender(logged);
    root.setLevel(Level.DEBUG);
    try (SimulatedWorld world = SimulatedWorld.start(directory)) {
      String identity = Files.readString(world.identity());
      play(world);
      List<String> secrets =
          List.of(
              "simulated-pagerduty-key",
              "simulated-opsgenie-key",
              "simulated-slack-token",
              world.pagerduty().webhooks().subscriptions().getFirst().secret(),
              NOTED,
              "simulated-slack-signing-secret",
              PRESSED,
              "/actions/",
              ASKED,
              DECIDED,
              identity.lines().skip(1).findFirst().orElseThrow());
      List<ILoggingEvent> lines = List.copyOf(logged.list);
      assertThat(lines).as("it listens").isNotEmpty();
      assertThat(signals).extracting(Signal::event).contains("announced", "closed", "retry");
      for (String secret : secrets) {
        assertThat(lines).noneMatch(line -> text(line).contains(secret));
        assertThat(signals).noneMatch(signal -> signal.toString().contains(secret));
        assertThat(written).isNotEmpty().noneMatch(line -> line.contains(secret));
      }
    } finally {
      root.setLevel(before);
      root.detachAppender(logged);
    }
  }

  private void play(SimulatedWorld world) {
    Signals json = new JsonSignals(SimulatedWorld.CLUSTER, written::add, InstantSource.system());
    Signals both =
        signal -> {
          signals.add(signal);
          json.say(signal);
        };
    world
        .pagerduty()
        .faults()
        .next(1, call -> call.operation().equals("POST /incidents"), new Fault.Refuse(401, "no"));
    world
        .pagerduty()
        .faults()
        .next(1, call -> call.operation().equals("GET /services"), new Fault.Refuse(503, "no"));
    world
        .teleport()
        .faults()
        .next(1, call -> call.operation().equals("UpdatePluginData"), new Fault.Refuse(14, "no"));
    try (LocalLoop loop = world.run(world.settings("canary", world::config, both))) {
      assertThat(loop.sqs()).isNotNull();
      String id =
          world
              .teleport()
              .createRequest(NewRequest.of(SimulatedWorld.ALICE, "editor").because(ASKED));
      await(() -> !world.pagerduty().incidents().isEmpty());
      world.teleport().review(id, SimulatedWorld.BOB, RequestState.APPROVED, DECIDED);
      await(() -> world.pagerduty().incidents().getFirst().status().equals("resolved"));
      await(() -> signals.stream().anyMatch(signal -> signal.event().equals("closed")));
      press(world);
      note(world);
      alert(world);
    }
  }

  /** Another one is denied by a note on its incident. */
  private static void note(SimulatedWorld world) {
    int before = world.pagerduty().incidents().size();
    String id =
        world
            .teleport()
            .createRequest(NewRequest.of(SimulatedWorld.ALICE, "editor").because(ASKED));
    await(() -> world.pagerduty().incidents().size() > before);
    String incident = world.pagerduty().incidents().getLast().id();
    world
        .pagerduty()
        .noteAs(
            SimulatedWorld.BOB,
            incident,
            "teleport deny " + id.substring(id.length() - 8) + " " + NOTED);
    await(
        () ->
            world.teleport().request(id).orElseThrow().getSpec().getState() == RequestState.DENIED);
  }

  /** Opsgenie is told of one. */
  private static void alert(SimulatedWorld world) {
    var _ =
        world
            .teleport()
            .createRequest(NewRequest.of(SimulatedWorld.ALICE, "database").because(ASKED));
    await(() -> !world.opsgenie().alerts().isEmpty());
  }

  /** Somebody else's request is denied in Slack, with a reason. */
  private static void press(SimulatedWorld world) {
    String id =
        world
            .teleport()
            .createRequest(NewRequest.of(SimulatedWorld.ALICE, "editor").because(ASKED));
    await(() -> message(world, id).isPresent());
    Message message = message(world, id).orElseThrow();
    Pressed pressed =
        world
            .slack()
            .press(
                world.bobOnSlack(),
                message.channel(),
                message.ts(),
                "deny_button",
                Map.of("reason_input", PRESSED));
    assertThat(pressed.accepted()).as(pressed.reason()).isTrue();
    await(() -> !world.slack().ephemerals(world.bobOnSlack()).isEmpty());
  }

  private static Optional<Message> message(SimulatedWorld world, String id) {
    return world.slack().messages(world.channel()).stream()
        .filter(message -> message.threadTs().isEmpty() && message.words().contains(id))
        .findFirst();
  }

  private static String text(ILoggingEvent line) {
    return line.getFormattedMessage() + line.getKeyValuePairs() + line.getThrowableProxy();
  }

  private static void await(BooleanSupplier condition) {
    Wait.until("what the canary brings", condition, () -> "");
  }
}
