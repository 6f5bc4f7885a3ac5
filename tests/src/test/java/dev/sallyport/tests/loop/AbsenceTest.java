package dev.sallyport.tests.loop;

import static dev.sallyport.tests.loop.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.teleport.wire.types.RequestState;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while nothing watches, or while Teleport no longer shows what happens. */
final class AbsenceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration TO_DECIDE = Duration.ofSeconds(15);

  private final Stage stage;

  AbsenceTest(@TempDir Path directory) {
    stage = Stage.open(directory);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void whatHappenedWhileEverythingWasDownIsToldAfterwards() {
    String approved = announced("approved meanwhile");
    String denied = announced("denied meanwhile");
    String reviewed = announced("reviewed meanwhile");
    String expired =
        stage
            .teleport()
            .createRequest(Stage.request("expires meanwhile").pendingFor(Duration.ofSeconds(3)));
    stage.awaitAnnounced(expired);
    stage.stop();

    stage.teleport().approve(approved, "yes");
    stage.teleport().deny(denied, "no");
    stage.teleport().review(reviewed, SimulatedWorld.BOB, RequestState.APPROVED, "sure");
    await("the expiry", () -> stage.teleport().request(expired).isEmpty());
    String created = stage.ask("asked meanwhile");
    String over = stage.ask("asked and approved meanwhile");
    stage.teleport().approve(over, "");
    assertThat(stage.incidents(created)).isEmpty();

    stage.start();
    stage.awaitResolved(approved, "the request was approved");
    stage.awaitResolved(denied, "the request was denied");
    stage.awaitResolved(reviewed, SimulatedWorld.BOB + " approved it");
    stage.awaitResolved(expired, "the request has expired");
    stage.awaitAnnounced(created);
    stage.afterAnotherOne();
    assertThat(stage.incidents(over)).as("it was over before its turn").isEmpty();
  }

  @Test
  void aDeletionThatNobodySawIsNoEndUntilTheTimeIsUp() {
    Instant asked = Instant.now();
    String id =
        stage.teleport().createRequest(Stage.request("deleted meanwhile").pendingFor(TO_DECIDE));
    stage.awaitAnnounced(id);
    stage.stop();
    stage.teleport().delete(id);

    stage.start();
    await("the alarm", () -> stage.heard().event("request-invisible", id));
    assertThat(stage.is(id, "triggered")).isTrue();
    await("the end of its time", () -> Instant.now().isAfter(asked.plus(TO_DECIDE)));
    stage.teleport().cutStreams(Status.Code.UNAVAILABLE);
    stage.awaitResolved(id, "the request has expired");
  }

  @Test
  void aStartWithoutTheRightToListIsRefusedAndClosesNothing() {
    String id = announced("still pending");
    stage.stop();
    blind();
    assertThatThrownBy(stage::start)
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("{resources: [access_request], verbs: [list, read]}");
    assertThat(stage.is(id, "triggered")).isTrue();

    stage.teleport().approve(id, "");
    see();
    stage.start();
    stage.awaitResolved(id, "the request was approved");
  }

  @Test
  void aRightThatIsLostMeanwhileClosesNothingAndIsSaid() {
    String approved = announced("approved in the dark");
    String pending = announced("pending all the time");
    blind();
    stage.teleport().approve(approved, "");
    stage.teleport().cutStreams(Status.Code.UNAVAILABLE);
    await("an alarm", () -> !stage.heard().alarms().isEmpty());
    assertThat(stage.is(approved, "triggered")).isTrue();
    assertThat(stage.is(pending, "triggered")).isTrue();

    see();
    stage.awaitResolved(approved, "the request was approved", PATIENCE);
    stage.afterAnotherOne();
    assertThat(stage.is(pending, "triggered")).isTrue();
    assertThat(stage.notes(pending)).isEmpty();
  }

  @Test
  void anEventInTheDarkClosesNothingAndIsSaid() {
    String id = announced("seen, and then not shown");
    blind();
    stage.teleport().approve(id, "");
    await("the alarm", PATIENCE, () -> stage.heard().event("request-invisible", id));
    assertThat(stage.is(id, "triggered")).isTrue();
    assertThat(stage.notes(id)).isEmpty();

    see();
    stage.teleport().cutStreams(Status.Code.UNAVAILABLE);
    stage.awaitResolved(id, "the request was approved", PATIENCE);
  }

  private String announced(String reason) {
    String id = stage.ask(reason);
    stage.awaitAnnounced(id);
    return id;
  }

  /** Takes the right to see requests from our role; Teleport then answers with nothing. */
  private void blind() {
    stage.teleport().putRole(role());
  }

  private void see() {
    stage.teleport().putRole(role().rule("access_request", "list", "read"));
  }

  private static RoleBuilder role() {
    return RoleBuilder.role("sallyport")
        .rule("access_plugin_data", "list", "read", "update")
        .rule("user", "list", "read")
        .rule("role", "list", "read");
  }
}
