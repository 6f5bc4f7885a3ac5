package dev.sallyport.tests.loop;

import static dev.sallyport.tests.loop.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The brake: what is changed in the configuration holds within a minute. */
final class ModesTest {
  private static final Duration AT_MOST = Duration.ofSeconds(60);

  private final Stage stage;
  private final MovableClock clock = new MovableClock();
  private final AtomicReference<String> config;

  ModesTest(@TempDir Path directory) {
    stage = Stage.set(directory);
    config = new AtomicReference<>(with("on", "on"));
    stage.start(config::get, clock);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void offWritesNothingAndOnCatchesUp() {
    String before = stage.ask("announced before");
    stage.awaitAnnounced(before);

    change(with("on", "off"));
    String silent = stage.ask("while it is off");
    await("the request handled", () -> !stage.memory(silent, "seen").isEmpty());
    stage.teleport().approve(before, "");
    await("the approval handled", () -> stage.memory(before, "seen").contains("APPROVED"));
    String last = stage.ask("the last one");
    await("the last one handled", () -> !stage.memory(last, "seen").isEmpty());
    assertThat(stage.incidents(silent)).isEmpty();
    assertThat(stage.is(before, "triggered")).as("open notices stay as they are").isTrue();

    change(with("on", "on"));
    stage.teleport().cutStreams(Status.Code.UNAVAILABLE);
    stage.awaitAnnounced(silent);
  }

  @Test
  void shadowSaysWhatItWouldDo() {
    change(with("shadow", "shadow"));
    stage.world().putOnCall(SimulatedWorld.ALICE);
    String id = stage.teleport().createRequest(NewRequest.of(SimulatedWorld.ALICE, "demo-role"));
    await("the words", () -> stage.heard().event("shadow", id));
    await(
        "the decision", () -> stage.memory(id, "decision").contains("shadow: would have approved"));
    await("the notice", () -> says("would announce"));
    assertThat(stage.pagerduty().incidents()).isEmpty();
    assertThat(stage.memory(id, "pagerduty")).isEmpty();
    assertThat(stage.teleport().request(id).orElseThrow().getSpec().getState())
        .isEqualTo(RequestState.PENDING);
  }

  @Test
  void automaticApprovalStopsAtOnceWhenItIsOff() {
    stage.world().putOnCall(SimulatedWorld.ALICE);
    change(with("off", "on"));
    String id = stage.teleport().createRequest(NewRequest.of(SimulatedWorld.ALICE, "demo-role"));
    stage.awaitAnnounced(id);
    assertThat(stage.memory(id, "decision")).isEmpty();
    assertThat(stage.teleport().request(id).orElseThrow().getSpec().getReviewsList()).isEmpty();
  }

  @Test
  void aBrokenConfigurationLeavesTheLastGoodModesAndIsSaid() {
    change("[modes]\npagerduty = \"perhaps\"\n");
    String id = stage.ask("all the same");
    stage.awaitAnnounced(id);
    await("the alarm", () -> stage.heard().event("config-unreadable"));
  }

  private void change(String text) {
    config.set(text);
    clock.forward(AT_MOST);
  }

  private boolean says(String words) {
    return stage.heard().texts("shadow").stream().anyMatch(text -> text.contains(words));
  }

  private String with(String autoApproval, String pagerduty) {
    return stage
        .world()
        .config()
        .replace(
            "auto_approval = \"on\"",
            "auto_approval = \"" + autoApproval + "\"\npagerduty = \"" + pagerduty + "\"");
  }
}
