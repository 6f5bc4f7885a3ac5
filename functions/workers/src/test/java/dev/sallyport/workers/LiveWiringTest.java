package dev.sallyport.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.Inbox;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.ConnectionUpgrade;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a running function uses while its configuration is changed. */
final class LiveWiringTest {
  private static final String CONFIG =
      """
      [teleport]
      cluster = "example.com"
      addr = "127.0.0.1:1"

      [auto_approval]
      window = "10m"

      [slack]
      team_id = "T0SALLYPORT"
      app_id = "A0SALLYPORT"

      [role_to_recipients]
      "*" = ["C1"]
      """;

  private final TeleportSimulator teleport =
      TeleportSimulator.start(TeleportOptions.builder().clusterName("example.com").build());
  private final String identity = teleport.identityFile("bot-sallyport", List.of("sallyport"));
  private final List<TeleportClient> clients = new ArrayList<>();
  private final List<Signal> signals = new ArrayList<>();
  private String stored = CONFIG;
  private final LiveWiring live = new LiveWiring(this::config, this::connect, this::wire);

  @AfterEach
  void close() {
    clients.forEach(TeleportClient::close);
    teleport.close();
  }

  private Config config() {
    return ConfigReader.deployed("stored", stored);
  }

  private TeleportClient connect(Config config) {
    TeleportClient client =
        TeleportClient.builder(teleport.address())
            .identity(() -> Identity.parse(identity))
            .connectionUpgrade(ConnectionUpgrade.OFF)
            .build();
    clients.add(client);
    return client;
  }

  private Wiring wire(Config config, TeleportClient client) {
    return new Wiring(
        config,
        _ -> Mode.ON,
        client,
        new Undeployed(),
        Vendors.none().withSlack(new Access(() -> "", Optional.empty()), () -> ""),
        Surroundings.real(signals::add, InstantSource.system()));
  }

  @Test
  void theSameTextIsWiredOnce() {
    Supplier<Wiring> part = live.part(wiring -> wiring);
    Wiring first = part.get();
    assertThat(part.get()).isSameAs(first);
    assertThat(live.now()).isSameAs(first);
    assertThat(clients).hasSize(1);
  }

  @Test
  void otherRulesAreWiredAnewOverTheSameConnection() {
    Supplier<List<Wiring>> part = live.part(List::of);
    List<Wiring> first = part.get();
    stored = CONFIG.replace("10m", "2m");
    List<Wiring> second = part.get();
    assertThat(second).isNotEqualTo(first);
    assertThat(part.get()).isSameAs(second);
    assertThat(clients).singleElement().satisfies(it -> isOpen(it, true));
  }

  @Test
  void anotherWayToTeleportIsAnotherConnectionAndTheFirstIsClosed() {
    var _ = live.now();
    stored = CONFIG.replace("127.0.0.1:1", "127.0.0.1:2");
    var _ = live.now();
    assertThat(clients).hasSize(2);
    isOpen(clients.getFirst(), false);
    isOpen(clients.getLast(), true);
  }

  private static void isOpen(TeleportClient client, boolean open) {
    assertThat(client.ping() instanceof Answer.Ok<?>).isEqualTo(open);
  }

  @Test
  void aDestinationThatWasNotDeployedKeepsNoOtherFromWork() {
    assertThat(live.part(Wiring::deciding).get()).isNotNull();
    assertThat(signals).extracting(Signal::event).containsExactly("destination-not-deployed");
    assertThat(signals.getFirst().text()).contains("slack");
  }

  @Test
  void reviewsAreProbedBeforeThereIsAnAppToName() {
    stored = CONFIG.replaceAll("(team|app)_id = .*", "") + "[review]\nenabled = false\n";
    SQSEvent nothing = new SQSEvent();
    nothing.setRecords(List.of());
    assertThat(live.part(wiring -> wiring.reviewing("slack")).get().on(nothing))
        .satisfies(it -> assertThat(it.getBatchItemFailures()).isEmpty());
    assertThat(signals).extracting(Signal::event).contains("identity-life");
  }

  /** The queue of requests alone. */
  private static final class Undeployed implements Mail {
    @Override
    public boolean has(String queue) {
      return queue.equals("requests");
    }

    @Override
    public Events to(String queue) {
      throw new IllegalArgumentException(queue);
    }

    @Override
    public Inbox inbox(String queue) {
      return new TestingInbox();
    }
  }
}
