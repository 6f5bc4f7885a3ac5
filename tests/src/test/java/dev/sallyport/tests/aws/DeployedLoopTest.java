package dev.sallyport.tests.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.slack.Message;
import dev.sallyport.simulators.slack.Pressed;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import dev.sallyport.tests.Wait;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The loop over queues, secrets and the parameter of AWS's services. */
@Timeout(600)
final class DeployedLoopTest {
  private static final Duration SOON = Duration.ofSeconds(90);

  @TempDir Path folder;

  private Optional<AwsEndpoint> endpoint = Optional.empty();
  private Optional<DeployedLoop> running = Optional.empty();

  @BeforeEach
  void deploy() throws Exception {
    AwsEndpoint open = AwsEndpoint.open();
    endpoint = Optional.of(open);
    running = Optional.of(new DeployedLoop(open, folder));
  }

  @AfterEach
  void end() {
    running.ifPresent(DeployedLoop::close);
    endpoint.ifPresent(AwsEndpoint::close);
  }

  private DeployedLoop loop() {
    return running.orElseThrow();
  }

  @Test
  void aRequestGoesOutAndItsDecisionComesBack() {
    String bySlack = ask("the build is red");
    await("its incident", () -> incident(bySlack).isPresent());
    await("its message", () -> message(bySlack).isPresent());
    press(bySlack);
    await("a denial", () -> state(bySlack) == RequestState.DENIED);
    await("the incident's end", () -> incident(bySlack).orElseThrow().status().equals("resolved"));

    String byNote = ask("the build is red again");
    await("its incident", () -> incident(byNote).isPresent());
    loop()
        .world
        .pagerduty()
        .noteAs(
            SimulatedWorld.BOB,
            incident(byNote).orElseThrow().id(),
            "teleport approve " + byNote.substring(byNote.length() - 8));
    await("an approval", () -> state(byNote) == RequestState.APPROVED);

    theBrakeCounts();
    assertThat(loop().said())
        .contains("\"event\":\"decided\"", "\"by\":\"slack\"", "\"by\":\"pagerduty\"")
        .doesNotContain("the build is red")
        .doesNotContain(loop().subscription.secret())
        .doesNotContain("simulated-pagerduty-key")
        .doesNotContain("xoxb-simulated");
    for (String queue : List.of("requests", "pagerduty", "slack", "reviews-slack")) {
      assertThat(loop().account.dead(queue)).as(queue).isZero();
    }
  }

  /** A mode that is stored counts without anything else being done. */
  private void theBrakeCounts() {
    String stored = loop().account.config.get();
    var _ = loop().account.config.write(stored.replace("[modes]", "[modes]\npagerduty = \"off\""));
    await(
        "the mode",
        () -> {
          String id = ask("is it off yet");
          await("its message", () -> message(id).isPresent());
          return loop().function("notify-pagerduty").said().contains("pagerduty is now off");
        });
    String quiet = ask("only in Slack");
    await("its message", () -> message(quiet).isPresent());
    await("the end of its event", () -> loop().isDone("notify-pagerduty", quiet));
    assertThat(incident(quiet)).isEmpty();
  }

  private String ask(String reason) {
    return loop()
        .world
        .teleport()
        .createRequest(NewRequest.of(SimulatedWorld.ALICE, "editor").because(reason));
  }

  private void press(String id) {
    Message message = message(id).orElseThrow();
    Pressed pressed =
        loop()
            .world
            .slack()
            .press(
                loop().world.bobOnSlack(),
                message.channel(),
                message.ts(),
                "deny_button",
                Map.of("reason_input", "not now"));
    assertThat(pressed.accepted()).as(pressed.reason()).isTrue();
  }

  private Optional<Incident> incident(String id) {
    return loop().world.pagerduty().incidents().stream()
        .filter(it -> it.key().equals("teleport-access-request/" + id))
        .findFirst();
  }

  private Optional<Message> message(String id) {
    return loop().world.slack().messages(loop().world.channel()).stream()
        .filter(it -> it.threadTs().isEmpty() && it.words().contains(id))
        .findFirst();
  }

  private RequestState state(String id) {
    return loop().world.teleport().request(id).orElseThrow().getSpec().getState();
  }

  private void await(String what, BooleanSupplier condition) {
    Wait.until(what, SOON, condition, () -> loop().said());
  }
}
