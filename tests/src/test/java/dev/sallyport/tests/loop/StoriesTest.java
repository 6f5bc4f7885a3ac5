package dev.sallyport.tests.loop;

import static dev.sallyport.tests.loop.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.pagerduty.StatusChange;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One request at a time, from the person who asks to the pager that falls silent. */
final class StoriesTest {
  private final Stage stage;

  StoriesTest(@TempDir Path directory) {
    stage = Stage.open(directory);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aPersonsDecisionReachesThePager() {
    String id = stage.ask("fix the build");
    stage.awaitAnnounced(id);
    stage.teleport().review(id, SimulatedWorld.BOB, RequestState.APPROVED, "go ahead");
    stage.awaitResolved(id, "the request was approved");

    assertThat(stage.notes(id))
        .hasSize(2)
        .filteredOn(note -> note.contains(SimulatedWorld.BOB + " approved it"))
        .singleElement()
        .satisfies(note -> assertThat(note).contains("go ahead"));
    assertThat(stage.incident(id).orElseThrow().history())
        .extracting(StatusChange::status)
        .containsExactly("triggered", "resolved");
    assertThat(stage.incident(id).orElseThrow().title())
        .startsWith("[" + SimulatedWorld.CLUSTER + "] ");
    assertThat(stage.heard().alarms()).isEmpty();
  }

  @Test
  void aDenialReachesThePager() {
    String id = stage.ask("try something");
    stage.awaitAnnounced(id);
    stage.teleport().review(id, SimulatedWorld.BOB, RequestState.DENIED, "not today");
    stage.awaitResolved(id, "the request was denied");
    assertThat(stage.notes(id)).hasSize(2).anyMatch(note -> note.contains("not today"));
  }

  @Test
  void aDeletionReachesThePager() {
    String id = stage.ask("a mistake");
    stage.awaitAnnounced(id);
    stage.teleport().delete(id);
    stage.awaitResolved(id, "the request was deleted");
  }

  @Test
  void whoIsOnCallIsApprovedAtOnceAndNobodyIsPaged() {
    stage.world().putOnCall(SimulatedWorld.ALICE);
    String id = stage.teleport().createRequest(NewRequest.of(SimulatedWorld.ALICE, "demo-role"));
    await("the approval remembered", () -> stage.memory(id, "seen").contains("APPROVED"));
    assertThat(stage.teleport().request(id).orElseThrow().getSpec().getReviewsList())
        .singleElement()
        .satisfies(
            review -> {
              assertThat(review.getAuthor()).isEqualTo("bot-sallyport");
              assertThat(review.getReason())
                  .contains(SimulatedWorld.ALICE, "on call", SimulatedWorld.CRITICAL);
            });
    stage.afterAnotherOne();
    assertThat(stage.incidents(id)).isEmpty();
    assertThat(stage.heard().alarms()).isEmpty();
  }

  @Test
  void whoIsNotOnCallIsDecidedByPeople() {
    stage.world().putOnCall(SimulatedWorld.BOB);
    String id = stage.teleport().createRequest(NewRequest.of(SimulatedWorld.ALICE, "demo-role"));
    stage.awaitAnnounced(id);
    assertThat(stage.memory(id, "decision")).contains("abstained");
    assertThat(stage.teleport().request(id).orElseThrow().getSpec().getState())
        .isEqualTo(RequestState.PENDING);
  }

  @Test
  void anAcknowledgedIncidentIsResolvedAllTheSame() {
    String id = stage.ask("somebody looks at it");
    stage.awaitAnnounced(id);
    stage.pagerduty().acknowledgeAs(SimulatedWorld.BOB, stage.incident(id).orElseThrow().id());
    stage.teleport().approve(id, "");
    stage.awaitResolved(id, "the request was approved");
    assertThat(stage.incident(id).orElseThrow().history())
        .extracting(StatusChange::status)
        .containsExactly("triggered", "acknowledged", "resolved");
  }

  @Test
  void resolvingTheIncidentDecidesNothing() {
    String id = stage.ask("resolved by hand");
    stage.awaitAnnounced(id);
    stage.pagerduty().resolveAs(SimulatedWorld.BOB, stage.incident(id).orElseThrow().id());
    stage.afterAnotherOne();
    assertThat(stage.teleport().request(id).orElseThrow().getSpec().getState())
        .isEqualTo(RequestState.PENDING);
    stage.teleport().deny(id, "");
    await("the end told", () -> stage.notes(id).stream().anyMatch(it -> it.contains("was denied")));
  }
}
