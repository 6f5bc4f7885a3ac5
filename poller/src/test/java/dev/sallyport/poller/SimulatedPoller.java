package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Cause;
import dev.sallyport.core.memory.Documents;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A poller on its own threads before a simulated Teleport. */
final class SimulatedPoller implements AutoCloseable {
  static final String USER = "access-plugin";
  static final String ROLE = "access-plugin-read";

  final TeleportSimulator teleport;
  final TestingQueue queue = new TestingQueue();
  final List<Signal> signals = new CopyOnWriteArrayList<>();
  final Poller poller;
  volatile String identity;

  SimulatedPoller() {
    this(TeleportOptions.defaults(), rights(ROLE));
  }

  SimulatedPoller(TeleportOptions options, RoleBuilder role) {
    teleport = TeleportSimulator.start(options);
    teleport.putRole(role);
    identity = teleport.identityFile(USER, List.of(ROLE));
    poller =
        new Poller(
            PollerSettings.of("teleport.example.com")
                .withIdentityInterval(Optional.of(Duration.ofMillis(100))),
            TeleportCluster.connector(
                TeleportClient.builder(teleport.address())
                    .identity(() -> Identity.parse(identity))
                    .deadline(Duration.ofSeconds(3))),
            queue,
            signals::add,
            InstantSource.system());
  }

  /** The rules that the poller needs. */
  static RoleBuilder rights(String name) {
    return RoleBuilder.role(name)
        .rule("access_request", "list", "read")
        .rule("access_plugin_data", "list", "read");
  }

  SimulatedPoller connected() throws InterruptedException {
    poller.start();
    assertThat(poller.awaitConnected(Duration.ofSeconds(20))).isTrue();
    return this;
  }

  Stop stopped() {
    poller.start();
    Await.until("the poller stops", () -> poller.whenStopped().isDone());
    return poller.whenStopped().join();
  }

  String request() {
    return teleport.createRequest(NewRequest.of("alice@example.com", "demo-role"));
  }

  /** Remembers the request as it is now, as the function that decides does. */
  void handled(String id) {
    var request = teleport.request(id).orElseThrow();
    var seen =
        new Seen(
            1,
            RequestState.valueOf(request.getSpec().getState().name()),
            request.getSpec().getReviewsCount(),
            request.getMetadata().getRevision(),
            Optional.empty(),
            Optional.empty(),
            "alice@example.com",
            List.of("demo-role"),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    try (var admin =
        TeleportClient.builder(teleport.address())
            .identity(() -> Identity.parse(teleport.adminIdentity()))
            .build()) {
      assertThat(
              admin.updatePluginData(
                  id, "sallyport", Map.of(Seen.KEY, Documents.write(seen)), Map.of()))
          .isInstanceOf(Answer.Ok.class);
    }
  }

  void awaitEvent(Cause cause, String id) {
    Await.until(
        cause + " of " + id + ", came: " + queue.events,
        () ->
            queue.events.stream()
                .anyMatch(event -> event.cause() == cause && event.requestId().equals(id)));
  }

  void awaitSignal(String name) {
    Await.until(
        name + ", came: " + signals,
        () -> signals.stream().anyMatch(signal -> signal.event().equals(name)));
  }

  void awaitConnection(boolean connected) {
    Await.until("connected: " + connected, () -> poller.isConnected() == connected);
  }

  @Override
  public void close() {
    queue.down = false;
    poller.close();
    teleport.close();
  }
}
