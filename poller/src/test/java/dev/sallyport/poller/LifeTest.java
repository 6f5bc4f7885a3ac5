package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.simulators.teleport.NewRequest;
import dev.sallyport.simulators.teleport.TeleportOptions;
import dev.sallyport.simulators.teleport.TeleportSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifeTest {
  private static final String CLUSTER = "teleport.example.com";
  private static final Duration SOON = Duration.ofMillis(50);
  private static final Duration NEVER = Duration.ofHours(1);

  private final TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults());
  private final TestingQueue queue = new TestingQueue();
  private final List<Signal> signals = new CopyOnWriteArrayList<>();
  private final Path configuration;
  private final Path identity;
  private Life life;
  private final CompletableFuture<Life.End> end = new CompletableFuture<>();

  LifeTest(@TempDir Path folder) {
    configuration = folder.resolve("sallyport.toml");
    identity = folder.resolve("identity.pem");
    life = life(NEVER);
  }

  @BeforeEach
  void prepare() {
    teleport.putRole(SimulatedPoller.rights(SimulatedPoller.ROLE));
  }

  @AfterEach
  void close() {
    life.end();
    Await.until("the end", end::isDone);
    teleport.close();
  }

  private Life life(Duration illness) {
    return new Life(
        new Sources(CLUSTER, new StoredFile(configuration), new StoredFile(identity)),
        queue,
        signals::add,
        InstantSource.system(),
        new Life.Pace(SOON, illness, SOON));
  }

  private void begin() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                end.complete(life.run());
              } catch (InterruptedException | RuntimeException e) {
                end.completeExceptionally(e);
              }
            });
  }

  private void configure(String cluster, String more) throws IOException {
    Files.writeString(
        configuration,
        "[teleport]\ncluster = \"%s\"\naddr = \"%s\"\n%s"
            .formatted(cluster, teleport.address(), more));
  }

  private void identify() {
    teleport.writeIdentity(identity, SimulatedPoller.USER, List.of(SimulatedPoller.ROLE));
  }

  @Test
  void waitsForConfigurationAndIdentityAndSaysSoOnce() throws Exception {
    begin();
    awaitLine("waiting for the configuration in " + configuration);
    awaitVitals("0");
    configure(CLUSTER, "");
    awaitLine("waiting for the identity in " + identity);
    identify();
    Await.until("ok", () -> life.health().equals(Health.OK));

    assertThat(signals)
        .filteredOn(signal -> signal.event().equals("poller-waiting"))
        .extracting(Signal::text)
        .containsExactly(
            "waiting for the configuration in " + configuration,
            "waiting for the identity in " + identity);
    awaitVitals("1");
  }

  @Test
  void waitsForAConfigurationThatCanBeUsed() throws Exception {
    configure(CLUSTER, "adr = 1\n");
    identify();
    begin();
    Await.until("the error", () -> life.health().line().contains("adr"));
    assertThat(life.health().well()).isTrue();
    assertThat(said("poller-waiting").getFirst().level()).isEqualTo(Signal.Level.ALARM);

    configure("other.example.com", "");
    Await.until("the other name", () -> life.health().line().contains("other.example.com"));
    configure(CLUSTER, "");
    Await.until("ok", () -> life.health().equals(Health.OK));
  }

  @Test
  void endsWhenTheWayToTheClusterChanged() throws Exception {
    started();
    configure(CLUSTER, "\n[modes]\nslack = \"off\"\n");
    String id = teleport.createRequest(NewRequest.of("alice@example.com", "demo-role"));
    Await.until("a hint", () -> hinted(id));
    assertThat(end).isNotDone();

    configure(CLUSTER, "refresh_identity = false\n");
    Await.until("the end", end::isDone);
    assertThat(end.join()).isEqualTo(Life.End.CONFIGURED_ANEW);
    assertThat(end.join().exitCode()).isZero();
  }

  @Test
  void keepsTheLastGoodConfiguration() throws Exception {
    started();
    configure(CLUSTER, "adr = 1\n");
    Await.until("an alarm", () -> !said("config-unreadable").isEmpty());
    Files.delete(configuration);
    Await.until("another", () -> said("config-unreadable").size() > 1);

    String id = teleport.createRequest(NewRequest.of("alice@example.com", "demo-role"));
    Await.until("a hint", () -> hinted(id));
    assertThat(end).isNotDone();
  }

  @Test
  void triesAgainWithAnotherIdentityAfterARefusal() throws Exception {
    configure(CLUSTER, "");
    Files.writeString(identity, "no identity");
    begin();
    awaitLine("stopped: IDENTITY, next try at ");
    assertThat(life.health().well()).as("a restart would bring nothing").isTrue();
    assertThat(said("poller-stopped")).hasSize(1);

    identify();
    Await.until("ok", () -> life.health().equals(Health.OK));
  }

  @Test
  void endsWhenItIsIllForTooLong() throws Exception {
    teleport.stop();
    configure(CLUSTER, "");
    identify();
    life = life(Duration.ofSeconds(1));
    begin();
    Await.until("the end", end::isDone);

    assertThat(end.join()).isEqualTo(Life.End.ILL);
    assertThat(end.join().exitCode()).isNotZero();
    assertThat(said("poller-gives-up")).hasSize(1);
  }

  @Test
  void endsWhenAskedWhileItWaits() {
    begin();
    awaitLine("waiting for");
    life.end();
    Await.until("the end", end::isDone);
    assertThat(end.join()).isEqualTo(Life.End.ASKED);
  }

  @Test
  void tellsWhatIsLeftOfTheIdentity() throws Exception {
    started();
    Await.until("life", () -> !said("identity-life").isEmpty());
    Signal told = said("identity-life").getFirst();

    assertThat(told.fields()).containsEntry("identity", "read");
    assertThat(Double.parseDouble(told.fields().get("identity_life_left"))).isBetween(0.99, 1.0);
  }

  private void started() throws IOException {
    configure(CLUSTER, "");
    identify();
    begin();
    Await.until("ok, said: " + signals, () -> life.health().equals(Health.OK));
  }

  private void awaitLine(String part) {
    Await.until(part, () -> life.health().line().startsWith(part));
  }

  private void awaitVitals(String connected) {
    Await.until(
        "connected " + connected,
        () ->
            said("poller-vitals").stream()
                .anyMatch(signal -> connected.equals(signal.fields().get("connected"))));
  }

  private boolean hinted(String id) {
    return queue.events.stream().anyMatch(event -> event.requestId().equals(id));
  }

  private List<Signal> said(String event) {
    return signals.stream().filter(signal -> signal.event().equals(event)).toList();
  }
}
