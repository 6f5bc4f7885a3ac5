package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.simulators.teleport.RoleBuilder;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TeleportWatchTest {
  private final SimulatedPoller simulated = new SimulatedPoller();

  @AfterEach
  void close() {
    simulated.close();
  }

  @Test
  void forwardsWhatHappens() throws Exception {
    simulated.connected();

    String id = simulated.request();
    simulated.awaitEvent(Cause.CHANGED, id);
    simulated.teleport.approve(id, "fine");
    String revision = revision(id);
    Await.until(
        "the approval",
        () -> simulated.queue.events.getLast().revision().filter(revision::equals).isPresent());
    simulated.teleport.delete(id);
    simulated.awaitEvent(Cause.DELETED, id);
    assertThat(simulated.queue.events)
        .extracting(RequestEvent::cause)
        .containsExactly(Cause.CHANGED, Cause.CHANGED, Cause.DELETED);
  }

  @Test
  void findsWhatHappenedWhileItWasAway() throws Exception {
    String approved = simulated.request();
    String deleted = simulated.request();
    String settled = simulated.request();
    simulated.teleport.deny(settled, "no");
    List.of(approved, deleted, settled).forEach(simulated::handled);
    simulated.connected();
    simulated.teleport.streams().mute(true);
    simulated.teleport.cutStreams(Status.Code.UNAVAILABLE);
    simulated.teleport.stop();
    simulated.awaitConnection(false);
    simulated.queue.events.clear();

    String created = simulated.request();
    simulated.teleport.approve(approved, "fine");
    simulated.teleport.delete(deleted);
    simulated.teleport.restart();
    simulated.teleport.streams().mute(false);

    List.of(created, approved, deleted).forEach(id -> simulated.awaitEvent(Cause.RESYNC, id));
    assertThat(simulated.queue.events).extracting(RequestEvent::requestId).doesNotContain(settled);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"OK", "UNAVAILABLE", "ABORTED", "UNKNOWN", "PERMISSION_DENIED"})
  void watchesAgainHoweverAStreamEnds(Status.Code code) throws Exception {
    simulated.connected();
    for (int i = 0; i < 3; i++) {
      simulated.teleport.cutStreams(code);
      String id = simulated.request();
      Await.until(
          "a hint of " + id,
          () -> simulated.queue.events.stream().anyMatch(event -> event.requestId().equals(id)));
    }
    simulated.awaitConnection(true);
  }

  @Test
  void sendsNothingWhileAPermissionIsLost() throws Exception {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ids.add(simulated.request());
      simulated.handled(ids.getLast());
    }
    simulated.connected();
    ids.forEach(id -> simulated.awaitEvent(Cause.RESYNC, id));
    simulated.queue.events.clear();

    simulated.teleport.putRole(
        RoleBuilder.role(SimulatedPoller.ROLE)
            .rule("access_request", "read")
            .rule("access_plugin_data", "list", "read"));
    simulated.teleport.cutStreams(Status.Code.UNAVAILABLE);
    simulated.awaitSignal("teleport-refuses");
    assertThat(simulated.queue.events).isEmpty();
    assertThat(simulated.poller.whenStopped()).isNotDone();

    simulated.teleport.putRole(SimulatedPoller.rights(SimulatedPoller.ROLE));
    ids.forEach(id -> simulated.awaitEvent(Cause.RESYNC, id));
    assertThat(simulated.queue.events).hasSize(20);
  }

  @Test
  void comesBackAfterItsUserWasLocked() throws Exception {
    simulated.connected();
    simulated.teleport.lockUser(SimulatedPoller.USER);
    simulated.awaitSignal("teleport-refuses");

    simulated.teleport.unlockUser(SimulatedPoller.USER);
    simulated.awaitConnection(true);
    String id = simulated.request();

    simulated.awaitEvent(Cause.CHANGED, id);
  }

  @Test
  void holdsHintsWhileTheQueueIsDown() throws Exception {
    simulated.connected();
    simulated.queue.down = true;
    String id = simulated.request();
    String deleted = simulated.request();
    simulated.teleport.approve(id, "fine");
    simulated.teleport.delete(deleted);
    Await.until("some tries", () -> simulated.queue.tries.get() >= 2);

    simulated.queue.down = false;

    simulated.awaitEvent(Cause.CHANGED, id);
    simulated.awaitEvent(Cause.DELETED, deleted);
    assertThat(simulated.queue.events.getLast().requestId()).isIn(id, deleted);
  }

  @Test
  void losesNoneOfAThousandAndKeepsTheirOrder() throws Exception {
    simulated.connected();
    Map<String, String> created = new LinkedHashMap<>();
    for (int i = 0; i < 1_000; i++) {
      String id = simulated.request();
      created.put(id, revision(id));
    }
    Map<String, String> approved = new LinkedHashMap<>();
    for (String id : created.keySet()) {
      simulated.teleport.approve(id, "fine");
      approved.put(id, revision(id));
    }

    Await.until("the newest state of each", () -> newest().equals(approved));
    created.forEach(
        (id, revision) ->
            assertThat(revisions(id)).isIn(List.of(revision, revision(id)), List.of(revision(id))));
  }

  private String revision(String id) {
    return simulated.teleport.request(id).orElseThrow().getMetadata().getRevision();
  }

  private List<String> revisions(String id) {
    return simulated.queue.events.stream()
        .filter(event -> event.requestId().equals(id))
        .flatMap(event -> event.revision().stream())
        .toList();
  }

  private Map<String, String> newest() {
    Map<String, String> newest = new HashMap<>();
    simulated.queue.events.forEach(
        event -> newest.put(event.requestId(), event.revision().orElse("")));
    return newest;
  }
}
