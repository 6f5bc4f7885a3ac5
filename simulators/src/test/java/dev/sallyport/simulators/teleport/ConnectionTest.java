package dev.sallyport.simulators.teleport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.teleport.wire.auth.PingRequest;
import dev.sallyport.teleport.wire.auth.PingResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ConnectionTest {
  private static final PingRequest PING = PingRequest.getDefaultInstance();

  private final TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults());

  @AfterEach
  void stop() {
    teleport.close();
  }

  @Test
  void answersPingOverMutualTls() throws IOException {
    try (TestClient client = client(identity("alice@example.com"))) {
      PingResponse answer = client.auth().ping(PING);
      assertThat(answer.getClusterName()).isEqualTo("teleport.example.com");
      assertThat(answer.getServerVersion()).isEqualTo("18.11.0+simulator");
      assertThat(answer.getServerFeatures().getAdvancedAccessWorkflows()).isTrue();
      assertThat(answer.getProxyPublicAddr()).isEqualTo("teleport.example.com:443");
      assertThat(answer.getRemoteAddr()).startsWith("127.0.0.1:");
    }
  }

  @ParameterizedTest
  @EnumSource(KeyKind.class)
  void takesIdentitiesOfEveryKeyKind(KeyKind kind) throws IOException {
    Instant now = Instant.now();
    String identity =
        teleport.identityFile(
            "alice@example.com", List.of(), kind, now.minusSeconds(1), now.plusSeconds(60));
    try (TestClient client = client(identity)) {
      assertThat(client.auth().ping(PING).getClusterName()).isNotEmpty();
    }
  }

  @Test
  void writesTheIdentityInTheOrderOfTheParts() {
    teleport.addHostCa();
    assertThat(identity("alice@example.com").lines())
        .filteredOn(line -> !line.matches("[A-Za-z0-9+/=]+") && !line.startsWith("-----END"))
        .map(line -> line.replaceFirst(" [A-Za-z0-9+/=]{30,}", ""))
        .containsExactly(
            "-----BEGIN PRIVATE KEY-----",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "-----BEGIN CERTIFICATE-----",
            "@cert-authority teleport.example.com,*.teleport.example.com ecdsa-sha2-nistp256"
                + " type=host",
            "@cert-authority teleport.example.com,*.teleport.example.com ecdsa-sha2-nistp256"
                + " type=host",
            "-----BEGIN CERTIFICATE-----",
            "-----BEGIN CERTIFICATE-----");
  }

  @Test
  void requiresAClientCertificate() throws IOException {
    try (TestClient client =
        new TestClient(teleport.port(), identity("alice@example.com"), false)) {
      assertUnavailable(client);
    }
  }

  @Test
  void refusesAnExpiredCertificate() throws IOException {
    Instant now = Instant.now();
    String expired =
        teleport.identityFile(
            "alice@example.com",
            List.of(),
            KeyKind.EC_P256,
            now.minus(Duration.ofHours(2)),
            now.minus(Duration.ofHours(1)));
    try (TestClient client = client(expired)) {
      assertUnavailable(client);
    }
  }

  @Test
  void refusesACertificateOfAnotherCluster() throws IOException {
    try (TeleportSimulator other = TeleportSimulator.start(TeleportOptions.defaults());
        TestClient client =
            client(
                other.identityFile("alice@example.com", List.of()).split("@cert", 2)[0]
                    + teleport.hostAuthoritiesPem())) {
      assertUnavailable(client);
    }
  }

  @Test
  void showsACertificateThatOldIdentitiesDoNotTrustAfterARotation() throws IOException {
    String before = identity("alice@example.com");
    teleport.rotateHostCa();
    String after = identity("alice@example.com");
    try (TestClient old = client(before);
        TestClient renewed = client(after)) {
      assertUnavailable(old);
      assertThat(renewed.auth().ping(PING).getClusterName()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"16.4.0", "nonsense"})
  void refusesAnUnsupportedClientVersion(String version) throws IOException {
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("version", Metadata.ASCII_STRING_MARSHALLER), version);
    try (TestClient client = client(identity("alice@example.com"))) {
      assertThatThrownBy(
              () ->
                  client
                      .auth()
                      .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                      .ping(PING))
          .hasMessage("PERMISSION_DENIED: client version is unsupported");
    }
  }

  @Test
  void refusesLockedAndDeletedUsers() throws IOException {
    try (TestClient client = client(identity("alice@example.com"))) {
      teleport.lockUser("alice@example.com");
      assertThatThrownBy(() -> client.auth().ping(PING))
          .hasMessage("PERMISSION_DENIED: lock targeting User:\"alice@example.com\" is in force");
      teleport.unlockUser("alice@example.com");
      teleport.deleteUser("alice@example.com");
      assertThatThrownBy(() -> client.auth().ping(PING))
          .hasMessage("PERMISSION_DENIED: access denied");
    }
  }

  @Test
  void servesAgainOnTheSamePortAfterARestart() throws IOException {
    String identity = identity("alice@example.com");
    try (TestClient client = client(identity)) {
      client.auth().ping(PING);
      teleport.stop();
      assertUnavailable(client);
      teleport.restart();
      assertThat(client.auth().withWaitForReady().ping(PING).getClusterName()).isNotEmpty();
    }
  }

  private String identity(String user) {
    return teleport.identityFile(user, List.of());
  }

  private TestClient client(String identity) throws IOException {
    return new TestClient(teleport, identity);
  }

  private static void assertUnavailable(TestClient client) {
    assertThatThrownBy(() -> client.auth().ping(PING))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
  }
}
