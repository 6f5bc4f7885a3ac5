package dev.sallyport.teleport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.teleport.wire.auth.ListAccessRequestsResponse;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class ConnectionUpgradeTest {
  private static final TestingCluster CLUSTER = TestingCluster.create();
  private static final TestingCa PUBLIC = TestingCa.of("public.example.com");
  private static final Identity BOT = CLUSTER.identity("bot-plugin");

  private final TestingAuth auth = new TestingAuth(CLUSTER);
  private final TestingProxy proxy = new TestingProxy(auth.port());
  private final TestingLoadBalancer balancer =
      new TestingLoadBalancer(PUBLIC, port(proxy.address()));

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }

  @AfterEach
  void stop() {
    balancer.close();
    proxy.close();
    auth.close();
  }

  private TeleportClient client(ConnectionUpgrade upgrade, String address) {
    return TeleportClient.builder(address)
        .identity(() -> BOT)
        .proxyAuthorities(List.of(PUBLIC.certificate()))
        .connectionUpgrade(upgrade)
        .build();
  }

  @Test
  void carriesTheClustersTlsInsideAWebSocket() throws InterruptedException {
    try (var client = client(ConnectionUpgrade.ON, balancer.address())) {
      client.ping().orElseThrow();

      assertThat(balancer.requests).containsExactly("GET /webapi/connectionupgrade HTTP/1.1");
      assertThat(auth.calls).containsExactly("bot-plugin proto.AuthService/Ping");
      assertThat(proxy.hellos.getFirst().protocols()).hasSize(2).endsWith("h2");
      assertThat(proxy.hellos.getFirst().serverName()).isEqualTo("teleport.cluster.local");
      assertThat(balancer.ponged.await(15, TimeUnit.SECONDS)).isTrue();
      assertThat(balancer.maskedWithZeros).isTrue();
    }
  }

  @Test
  void carriesLargeMessagesBothWays() {
    var large = AccessRequestV3.newBuilder();
    large.getMetadataBuilder().setName("a");
    large.getSpecBuilder().setRequestReason("x".repeat(5 << 20));
    auth.list = list -> ListAccessRequestsResponse.newBuilder().addAccessRequests(large).build();
    try (var client = client(ConnectionUpgrade.ON, balancer.address())) {
      assertThat(client.accessRequest("a").orElseThrow()).contains(large.build());
      assertThat(client.updatePluginData("a", "p", Map.of("k", "y".repeat(300_000)), Map.of()))
          .isEqualTo(Answer.ok(Done.DONE));
    }
  }

  @Test
  void saysWhenTheUpgradeIsRefused() {
    balancer.status = "HTTP/1.1 404 Not Found";
    try (var client = client(ConnectionUpgrade.ON, balancer.address())) {
      assertThat(client.ping()).asString().contains("UNAVAILABLE", "HTTP/1.1 404 Not Found");
    }
  }

  @Test
  void doesNotTrustTheClustersAuthoritiesWithTheOuterTls() {
    try (var client =
        TeleportClient.builder(balancer.address())
            .identity(() -> BOT)
            .connectionUpgrade(ConnectionUpgrade.ON)
            .build()) {
      assertThat(client.ping().refusedFor(Reason.UNAVAILABLE)).isTrue();
      assertThat(balancer.requests).isEmpty();
    }
  }

  @Test
  void findsOutThatItNeedsTheUpgradeEvenWhenAWriteComesFirst() {
    try (var client = client(ConnectionUpgrade.AUTO, balancer.address())) {
      assertThat(client.updatePluginData("a", "p", Map.of(), Map.of()))
          .isEqualTo(Answer.ok(Done.DONE));

      assertThat(auth.calls)
          .containsExactly(
              "bot-plugin proto.AuthService/Ping", "bot-plugin proto.AuthService/UpdatePluginData");
    }
  }

  @Test
  void goesWithoutTheUpgradeWhereItCan() {
    try (var client = client(ConnectionUpgrade.AUTO, proxy.address())) {
      client.ping().orElseThrow();

      assertThat(proxy.hellos).hasSize(1);
    }
  }

  @Test
  void keepsTheFirstErrorWhereTheUpgradeDoesNotHelp() {
    var stranger = TestingCluster.create().identity("bot-stranger");
    try (var client = TeleportClient.builder(auth.address()).identity(() -> stranger).build()) {
      assertThat(client.ping())
          .asString()
          .contains("UNAVAILABLE")
          .doesNotContain("connection upgrade");
    }
  }
}
