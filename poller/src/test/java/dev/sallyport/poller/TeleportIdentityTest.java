package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.RequestEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeleportIdentityTest {
  private static final String OTHER = "access-plugin-renewed";

  private final SimulatedPoller simulated = new SimulatedPoller();

  @AfterEach
  void close() {
    simulated.close();
  }

  @Test
  void movesToANewIdentityWithoutAGap() throws Exception {
    simulated.connected();
    List<String> ids = new ArrayList<>();
    ids.add(simulated.request());

    simulated.identity = simulated.teleport.identityFile(OTHER, List.of(SimulatedPoller.ROLE));
    Await.until(
        "a watch of the new identity and no other",
        () -> {
          ids.add(simulated.request());
          return watches(OTHER) == 1 && simulated.teleport.streams().open() == 1;
        });
    simulated.teleport.deleteUser(SimulatedPoller.USER);
    ids.add(simulated.request());

    Await.until("all of them", () -> hinted().containsAll(ids));
    assertThat(simulated.poller.isConnected()).isTrue();
    assertThat(simulated.signals).extracting(signal -> signal.event()).containsOnly("connected");
  }

  @Test
  void keepsTheOldIdentityWhenTheNewOneIsUnusable() throws Exception {
    simulated.connected();
    simulated.identity = "no identity";
    simulated.awaitSignal("identity-not-reloaded");

    String id = simulated.request();
    Await.until("a hint", () -> hinted().contains(id));
    assertThat(simulated.teleport.streams().open()).isEqualTo(1);

    simulated.identity = simulated.teleport.identityFile(OTHER, List.of(SimulatedPoller.ROLE));
    simulated.awaitSignal("identity-not-reloaded-over");
  }

  @Test
  void followsARotationOfTheHostAuthority() throws Exception {
    simulated.connected();
    simulated.teleport.addHostCa();
    simulated.identity = simulated.teleport.identityFile(OTHER, List.of(SimulatedPoller.ROLE));
    Await.until("the new identity", () -> watches(OTHER) == 1);

    simulated.teleport.serveFromNewestHostCa();
    simulated.teleport.stop();
    simulated.awaitConnection(false);
    simulated.teleport.restart();
    simulated.awaitConnection(true);
    String id = simulated.request();

    Await.until("a hint", () -> hinted().contains(id));
  }

  private List<String> hinted() {
    return simulated.queue.events.stream().map(RequestEvent::requestId).toList();
  }

  private long watches(String user) {
    return simulated.teleport.journal().entries().stream()
        .filter(entry -> entry.call().operation().equals("WatchEvents"))
        .filter(entry -> entry.caller().equals(user))
        .count();
  }
}
