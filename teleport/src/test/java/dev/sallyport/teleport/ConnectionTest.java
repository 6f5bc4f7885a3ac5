package dev.sallyport.teleport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.teleport.wire.auth.PingResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ConnectionTest {
  private static final TestingCluster CLUSTER = TestingCluster.create();
  private static final Identity BOT = CLUSTER.identity("bot-plugin");
  private static final String PING = "bot-plugin proto.AuthService/Ping";

  private final TestingAuth auth = new TestingAuth(CLUSTER);
  private final TestingProxy proxy = new TestingProxy(auth.port());

  @AfterEach
  void stop() {
    proxy.close();
    auth.close();
  }

  private TeleportClientBuilder client() {
    return client(() -> BOT);
  }

  private TeleportClientBuilder client(Supplier<Identity> identity) {
    return TeleportClient.builder(proxy.address())
        .identity(identity)
        .connectionUpgrade(ConnectionUpgrade.OFF);
  }

  @Test
  void offersTheClusterFirstThenH2AndNamesTheCluster() {
    try (var client = client().build()) {
      assertThat(client.ping().orElseThrow().getServerVersion()).isEqualTo("18.11.0");
    }

    String hex = HexFormat.of().formatHex(TestingCluster.NAME.getBytes(StandardCharsets.UTF_8));
    assertThat(proxy.hellos)
        .containsExactly(
            new TestingProxy.Hello(
                "teleport.cluster.local",
                List.of("teleport-auth@" + hex + ".teleport.cluster.local", "h2")));
    assertThat(auth.calls).containsExactly(PING);
    assertThat(auth.headers.getFirst().keys()).doesNotContain("version").contains("user-agent");
    assertThat(
            auth.headers
                .getFirst()
                .get(Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER)))
        .startsWith("sallyport-teleport");
  }

  @Test
  void offersOnlyH2ForAClusterNameThatDoesNotFit() {
    assertThat(ClusterTls.protocols("c".repeat(110))).containsExactly("h2");
    assertThat(ClusterTls.protocols("c".repeat(109))).hasSize(2);
    assertThat(ClusterTls.protocols("")).containsExactly("h2");
    assertThat(ClusterTls.protocols("leaf"))
        .containsExactly("teleport-auth@6c656166.teleport.cluster.local", "h2");
  }

  @Test
  void reachesAnotherClusterByName() {
    try (var client = client().clusterName("leaf").build()) {
      assertThat(client.ping().asOptional()).isPresent();
    }

    assertThat(proxy.hellos.getFirst().protocols())
        .startsWith("teleport-auth@6c656166.teleport.cluster.local");
  }

  @Test
  void offersItsCertificateWhateverIssuersAreListed() {
    var manager = new FixedKeyManager(BOT);
    var foreign = TestingCa.of("other").certificate().getSubjectX500Principal();

    String alias =
        manager.chooseEngineClientAlias(new String[] {"RSA"}, new Principal[] {foreign}, null);

    assertThat(manager.getCertificateChain(alias)).containsExactly(BOT.certificate());
  }

  @Test
  void refusesAServerOfAnotherCluster() {
    var other = TestingCluster.create();
    Identity stranger = new TestingCluster(other.hostCa(), CLUSTER.userCa()).identity("bot-plugin");
    try (var client = client(() -> stranger).build()) {
      assertThat(client.ping())
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused -> {
                assertThat(refused.reason()).isEqualTo(Reason.UNAVAILABLE);
                assertThat(refused.text())
                    .startsWith("UNAVAILABLE: io exception: ")
                    .doesNotContain("Pipeline");
              });
    }

    assertThat(auth.calls).isEmpty();
  }

  @Test
  void refusesAServerOfAnotherName() {
    try (var impostor = new TestingAuth(CLUSTER, 0, "localhost");
        var client =
            TeleportClient.builder(impostor.address())
                .identity(() -> BOT)
                .connectionUpgrade(ConnectionUpgrade.OFF)
                .build()) {
      assertThat(client.ping().refusedFor(Reason.UNAVAILABLE)).isTrue();
      assertThat(impostor.calls).isEmpty();
    }
  }

  @Test
  void keepsAliveNoFasterThanTeleportAllows() {
    assertThat(Channels.KEEP_ALIVE).isBetween(Duration.ofSeconds(70), Duration.ofSeconds(120));
  }

  @Test
  void dropsAConnectionThatWasIdleForTooLong() {
    var now = new AtomicReference<>(Instant.now());
    try (var client = client().clock(now::get).reloadInterval(Duration.ofDays(9)).build()) {
      client.ping().orElseThrow();
      advance(now, 29);
      client.ping().orElseThrow();
      assertThat(proxy.hellos).hasSize(1);

      advance(now, 31);
      client.ping().orElseThrow();
      assertThat(proxy.hellos).hasSize(2);
    }
  }

  @Test
  void keepsAnIdleConnectionWhileAWatchIsOpen() {
    var now = new AtomicReference<>(Instant.now());
    try (var client = client().clock(now::get).reloadInterval(Duration.ofDays(9)).build();
        var _ = client.watch(Set.of("access_request"), new TestingListener())) {
      advance(now, 3600);
      client.ping().orElseThrow();

      assertThat(proxy.hellos).hasSize(1);
    }
  }

  private static void advance(AtomicReference<Instant> now, long seconds) {
    now.updateAndGet(instant -> instant.plusSeconds(seconds));
  }

  @Test
  void triesAReadOnceMoreAndAWriteNever() {
    auth.ping =
        request -> {
          throw TestingAuth.refuse(Status.Code.UNAVAILABLE, "down");
        };
    auth.update =
        request -> {
          throw TestingAuth.refuse(Status.Code.UNAVAILABLE, "down");
        };
    try (var client = client().build()) {
      assertThat(client.ping().refusedFor(Reason.UNAVAILABLE)).isTrue();
      assertThat(client.updatePluginData("id", "sallyport", Map.of(), Map.of()))
          .isEqualTo(Answer.refused(Reason.UNAVAILABLE, "UNAVAILABLE: down"));
    }

    assertThat(auth.calls)
        .containsExactly(PING, PING, "bot-plugin proto.AuthService/UpdatePluginData");
  }

  @Test
  void aReadSucceedsWhenOnlyTheFirstTryFails() {
    var tries = new AtomicInteger();
    auth.ping =
        request -> {
          if (tries.incrementAndGet() == 1) {
            throw TestingAuth.refuse(Status.Code.UNAVAILABLE, "cut");
          }
          return PingResponse.getDefaultInstance();
        };
    try (var client = client().build()) {
      assertThat(client.ping().asOptional()).isPresent();
    }
  }

  @Test
  void givesUpAtTheDeadline() {
    auth.silent = true;
    try (var client = client().deadline(Duration.ofMillis(200)).build()) {
      assertThat(client.deleteAccessRequest("x"))
          .asString()
          .contains("UNAVAILABLE", "DEADLINE_EXCEEDED");
    }
  }

  @Test
  void findsItsWayBackAfterTheServerWasDown() {
    int port = auth.port();
    auth.close();
    try (var client = client().deadline(Duration.ofSeconds(5)).build()) {
      assertThat(client.ping().refusedFor(Reason.UNAVAILABLE)).isTrue();

      try (var _ = new TestingAuth(CLUSTER, port, ClusterTls.SERVER_NAME)) {
        Waiting.until(() -> client.ping().asOptional().isPresent());
      }
    }
  }

  @Test
  void refusesCallsAfterClose() {
    var client = client().build();
    client.close();

    assertThat(client.ping()).isEqualTo(Answer.refused(Reason.UNAVAILABLE, "the client is closed"));
  }

  @Test
  void takesOverNewCredentialsOnceTheyAreProved() {
    var identity = new AtomicReference<>(BOT);
    var listener = new TestingListener();
    try (var client = client(identity::get).reloadInterval(Duration.ofDays(9)).build();
        var _ = client.watch(Set.of("access_request"), listener)) {
      client.ping().orElseThrow();
      identity.set(CLUSTER.identity("bot-next"));

      assertThat(client.reload()).isEqualTo(Answer.ok(Done.DONE));

      client.ping().orElseThrow();
      assertThat(auth.calls)
          .filteredOn(call -> call.endsWith("/Ping"))
          .containsExactly(
              PING, "bot-next proto.AuthService/Ping", "bot-next proto.AuthService/Ping");
      assertThat(client.identity().user()).isEqualTo("bot-next");
      assertThat(listener.superseded).isTrue();
      assertThat(listener.end.isDone()).isFalse();
    }
  }

  @Test
  void looksForNewCredentialsBeforeCalls() {
    var identity = new AtomicReference<>(BOT);
    try (var client = client(identity::get).reloadInterval(Duration.ofNanos(1)).build()) {
      client.ping().orElseThrow();
      identity.set(CLUSTER.identity("bot-next"));
      client.ping().orElseThrow();
    }

    assertThat(auth.calls).last().isEqualTo("bot-next proto.AuthService/Ping");
  }

  @Test
  void keepsOldCredentialsWhenTheNewOnesAreUnusable() {
    var text = new AtomicReference<Supplier<Identity>>(() -> BOT);
    var heard = new AtomicReference<String>();
    try (var client =
        client(() -> Objects.requireNonNull(text.get()).get()).onReloadError(heard::set).build()) {
      client.ping().orElseThrow();
      text.set(() -> Identity.parse("half a file"));

      assertThat(client.reload().refusedFor(Reason.INVALID)).isTrue();
      assertThat(client.lastReloadError())
          .hasValueSatisfying(e -> assertThat(e).contains("no PEM block"));
      assertThat(heard.get()).contains("no PEM block");

      text.set(
          () -> {
            throw new IllegalStateException("a secret");
          });
      assertThat(client.reload())
          .asString()
          .contains("IllegalStateException")
          .doesNotContain("a secret");

      text.set(() -> TestingCluster.create().identity("bot-stranger"));
      assertThat(client.reload().refusedFor(Reason.UNAVAILABLE)).isTrue();

      client.ping().orElseThrow();
      assertThat(auth.calls).containsExactly(PING, PING);

      text.set(() -> BOT);
      assertThat(client.reload()).isEqualTo(Answer.ok(Done.DONE));
      assertThat(client.lastReloadError()).isEmpty();
    }
  }

  @Test
  void saysWhenTheCertificateExpiredMeanwhile() {
    var now = new AtomicReference<>(Instant.now());
    auth.ping =
        request -> {
          throw TestingAuth.refuse(Status.Code.UNAVAILABLE, "tls");
        };
    try (var client = client().clock(now::get).build()) {
      advance(now, 7200);

      assertThat(client.ping())
          .asString()
          .contains("the client certificate expired at " + BOT.notAfter());
    }
  }
}
