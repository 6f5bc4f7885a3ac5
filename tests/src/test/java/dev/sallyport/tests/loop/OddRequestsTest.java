package dev.sallyport.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.simulators.pagerduty.Incident;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.teleport.wire.types.RequestState;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests as nobody means them, each with a clear outcome. */
final class OddRequestsTest {
  private static final int LARGE = 3_500_000;

  private final Stage stage;

  OddRequestsTest(@TempDir Path directory) {
    stage = Stage.set(directory);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void aRequestNearTheLimitOfAMessageIsAnnounced() {
    stage.start();
    String id =
        stage.teleport().createRequest(Stage.request("large").annotated("huge", "x".repeat(LARGE)));
    stage.awaitAnnounced(id);
    assertThat(stage.incident(id).orElseThrow().details().length()).isLessThan(10_000);
  }

  @Test
  void aListThatFitsIntoNoMessageIsReadAllTheSame() {
    List<String> ids =
        IntStream.range(0, 6)
            .mapToObj(
                number ->
                    stage
                        .teleport()
                        .createRequest(
                            Stage.request("large " + number).annotated("huge", "x".repeat(LARGE))))
            .toList();
    stage.start();
    ids.forEach(stage::awaitAnnounced);
  }

  @Test
  void aUserWhoseNameIsNoAddressIsAnnouncedAndNeverOnCall() {
    stage.start();
    stage.teleport().putUser("alice", List.of("demo-role-requester"), java.util.Map.of());
    String id = stage.teleport().createRequest(NewRequest.of("alice", "demo-role"));
    stage.awaitAnnounced(id);
    assertThat(stage.memory(id, "decision")).contains("abstained", "no e-mail address");
  }

  @Test
  void namesAndReasonsOfAnyScriptAreShownAsTheyAre() {
    stage.start();
    String id =
        stage
            .teleport()
            .createRequest(
                NewRequest.of(SimulatedWorld.ALICE, "editor", "a,b", "роль")
                    .because("紧急 فوري 🎉 \"quoted\" <b>\\ \u202e"));
    stage.awaitAnnounced(id);
    Incident incident = stage.incident(id).orElseThrow();
    assertThat(incident.details())
        .contains("紧急 فوري 🎉 \"quoted\" <b>\\", "a,b", "роль")
        .doesNotContain("\u202e");
    stage.teleport().review(id, "@somebody", RequestState.DENIED, "нет, 不");
    stage.awaitResolved(id, "the request was denied");
    assertThat(stage.notes(id)).anyMatch(note -> note.contains("нет, 不"));
  }

  @Test
  void aServiceThatDoesNotExistIsSaidAndDoesNotHoldUpTheOthers() {
    stage.start();
    String id =
        stage
            .teleport()
            .createRequest(
                NewRequest.of("nobody@example.com", "editor")
                    .annotated(
                        "pagerduty_notify_service",
                        "No Such Service",
                        SimulatedWorld.NOTIFICATIONS));
    stage.awaitAnnounced(id);
    Stage.await("the alarm", () -> stage.heard().event("notice-refused", id));
    assertThat(stage.heard().texts("notice-refused"))
        .allSatisfy(text -> assertThat(text).contains("No Such Service"));
  }

  @Test
  void aRequestWithoutAServiceIsSaid() {
    stage.start();
    String id = stage.teleport().createRequest(NewRequest.of("nobody@example.com", "editor"));
    Stage.await("the words", () -> stage.heard().event("announced-nowhere", id));
    stage.afterAnotherOne();
    assertThat(stage.incidents(id)).isEmpty();
  }
}
