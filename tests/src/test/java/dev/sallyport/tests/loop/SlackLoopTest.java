package dev.sallyport.tests.loop;

import static dev.sallyport.tests.loop.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.slack.Message;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slack is away, or its answers are. */
final class SlackLoopTest {
  private static final Duration LONG = Duration.ofSeconds(90);

  private final Stage stage;

  SlackLoopTest(@TempDir Path directory) {
    stage = Stage.openWithSlack(directory, InstantSource.system());
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503})
  void nothingIsLostAndNothingDoubledWhileSlackIsAway(int status) {
    stage.slack().faults().always(_ -> true, new Fault.Refuse(status, "out of order"));
    String pending = stage.ask("one");
    String denied = stage.ask("two");
    String approved = stage.ask("three");
    await("some tries", () -> refusals() >= 12);
    stage.teleport().deny(denied, "no");
    stage.teleport().approve(approved, "yes");
    await("the denial seen", () -> stage.memory(denied, "seen").contains("DENIED"));
    await("the approval seen", () -> stage.memory(approved, "seen").contains("APPROVED"));
    assertThat(stage.slack().messages()).isEmpty();

    stage.slack().faults().clear();
    isTold(pending, "*Pending*");
    isTold(denied, "*Denied*");
    isTold(approved, "*Approved*");
    stage.teleport().deny(pending, "later");
    await("the last denial", LONG, () -> isShown(stage.world().channel(), pending, "*Denied*"));
    for (String id : List.of(pending, denied, approved)) {
      assertThat(about(stage.world().channel(), id)).hasSize(1);
    }
    assertThat(stage.heard().alarms()).isEmpty();
  }

  @Test
  void postsThatAreRefusedWhileSlackReadsWellAreNotDoubledEither() {
    stage
        .slack()
        .faults()
        .always(
            call -> call.operation().equals("chat.postMessage"),
            new Fault.Refuse(503, "out of order"));
    String id = stage.ask("only posts fail");
    await("more tries than unknown outcomes are allowed", LONG, () -> refusals() >= 8);
    assertThat(stage.slack().messages()).isEmpty();
    stage.slack().faults().clear();
    isTold(id, "*Pending*");
    assertThat(stage.heard().alarms()).isEmpty();
  }

  @Test
  void lostAnswersDoubleAtMostTwice() {
    String channel = stage.world().channel();
    stage
        .slack()
        .faults()
        .always(
            call -> call.operation().equals("chat.postMessage") && call.subject().equals(channel),
            Fault.CUT_AFTER);
    String id = stage.ask("answers are lost");
    await("the alarm", LONG, () -> !stage.heard().alarms().isEmpty());
    assertThat(about(channel, id)).hasSize(3);
    assertThat(about(direct(), id)).as("the requester's copy is its own").hasSize(1);
  }

  /** Once in the channel and once to the requester. */
  private void isTold(String id, String words) {
    for (String place : List.of(stage.world().channel(), direct())) {
      await(id + " in " + place, LONG, () -> isShown(place, id, words));
      assertThat(about(place, id)).as(id + " in " + place).hasSize(1);
    }
  }

  private boolean isShown(String place, String id, String words) {
    return about(place, id).stream().anyMatch(it -> it.words().contains(words));
  }

  private List<Message> about(String place, String id) {
    return stage.slack().messages(place).stream().filter(it -> it.words().contains(id)).toList();
  }

  private String direct() {
    return stage.slack().directChannel(stage.world().aliceOnSlack());
  }

  private long refusals() {
    return stage.slack().journal().entries().stream()
        .filter(it -> it.fault() instanceof Fault.Refuse)
        .count();
  }
}
