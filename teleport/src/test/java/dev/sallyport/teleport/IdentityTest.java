package dev.sallyport.teleport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class IdentityTest {
  private static final TestingCluster CLUSTER = TestingCluster.create();
  private static final Duration HOUR = Duration.ofHours(1);

  static Stream<Arguments> keyForms() throws IOException {
    KeyPair ec = TestingCa.ec();
    KeyPair rsa = TestingCa.keys("RSA");
    KeyPair ed = TestingCa.keys("Ed25519");
    return Stream.of(
        Arguments.of("PKCS#8 ECDSA", "PRIVATE KEY", ec.getPrivate().getEncoded(), ec),
        Arguments.of("PKCS#8 RSA", "PRIVATE KEY", rsa.getPrivate().getEncoded(), rsa),
        Arguments.of("PKCS#8 Ed25519", "PRIVATE KEY", ed.getPrivate().getEncoded(), ed),
        Arguments.of("PKCS#1", "RSA PRIVATE KEY", inner(rsa), rsa),
        Arguments.of("PKCS#1, other label", "PRIVATE KEY", inner(rsa), rsa),
        Arguments.of("PKCS#8, RSA label", "RSA PRIVATE KEY", ec.getPrivate().getEncoded(), ec),
        Arguments.of("SEC 1 without a curve", "EC PRIVATE KEY", inner(ec), ec),
        Arguments.of("SEC 1 as Go writes it", "EC PRIVATE KEY", sec1WithCurve(ec), ec),
        Arguments.of("OpenSSH ECDSA", "OPENSSH PRIVATE KEY", openSsh(ec), ec),
        Arguments.of("OpenSSH Ed25519", "OPENSSH PRIVATE KEY", openSsh(ed), ed),
        Arguments.of("OpenSSH RSA", "OPENSSH PRIVATE KEY", openSsh(rsa), rsa));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("keyForms")
  void readsEveryFormOfKey(String name, String label, byte[] content, KeyPair keys)
      throws GeneralSecurityException {
    String file = CLUSTER.file(TestingCa.pem(label, content), keys, "bot-plugin", HOUR);

    Identity identity = Identity.parse(file);

    assertThat(verifies(identity, keys)).as(name).isTrue();
  }

  private static boolean verifies(Identity identity, KeyPair keys) throws GeneralSecurityException {
    String algorithm =
        switch (keys.getPrivate().getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "Ed25519";
        };
    Signature signature = Signature.getInstance(algorithm);
    signature.initSign(identity.privateKey());
    signature.update((byte) 7);
    byte[] signed = signature.sign();
    signature.initVerify(keys.getPublic());
    signature.update((byte) 7);
    return signature.verify(signed);
  }

  @Test
  void tellsUserRolesLifeAndAuthorities() {
    Identity identity = CLUSTER.identity("bot-plugin");

    assertThat(identity.user()).isEqualTo("bot-plugin");
    assertThat(identity.roles()).containsExactlyInAnyOrder("access-plugin", "auditor");
    assertThat(identity.notAfter())
        .isEqualTo(TestingCa.NOW.plus(HOUR).truncatedTo(ChronoUnit.SECONDS));
    assertThat(identity.notBefore()).isBefore(TestingCa.NOW);
    assertThat(identity.authorities()).containsExactly(CLUSTER.hostCa().certificate());
    assertThat(identity.clusterName()).isEqualTo(TestingCluster.NAME);
  }

  @Test
  void takesTheClusterOfTheClientCertificateAmongSeveralAuthorities() {
    KeyPair keys = TestingCa.ec();
    var client =
        CLUSTER.userCa().client(keys.getPublic(), "alice@example.com", List.of("r"), later());
    Identity identity =
        Identity.parse(
            key(keys)
                + TestingCa.pem(client)
                + TestingCa.pem(TestingCa.of("leaf.example.com").certificate())
                + TestingCa.pem(CLUSTER.hostCa().certificate()));

    assertThat(identity.clusterName()).isEqualTo(TestingCluster.NAME);
    assertThat(identity.authorities()).hasSize(2);
  }

  @Test
  void readsWindowsLineEndsAndIndentation() {
    KeyPair keys = TestingCa.ec();
    String file = CLUSTER.file(key(keys), keys, "bot-plugin", HOUR).replace("\n", "  \r\n  ");

    assertThat(Identity.parse(file).user()).isEqualTo("bot-plugin");
  }

  @Test
  void fingerprintChangesWithTheCertificateAndWithTheAuthorities() {
    KeyPair keys = TestingCa.ec();
    String file = CLUSTER.file(key(keys), keys, "bot-plugin", HOUR);
    String fingerprint = Identity.parse(file).fingerprint();

    assertThat(Identity.parse(file).fingerprint()).isEqualTo(fingerprint);
    assertThat(Identity.parse(CLUSTER.file(key(keys), keys, "bot-plugin", HOUR)).fingerprint())
        .isNotEqualTo(fingerprint);
    assertThat(Identity.parse(file + TestingCa.pem(TestingCa.of("x").certificate())).fingerprint())
        .isNotEqualTo(fingerprint);
  }

  @Test
  void readsOneFileAndThreeFiles(@TempDir Path folder) throws IOException {
    KeyPair keys = TestingCa.ec();
    var client = CLUSTER.userCa().client(keys.getPublic(), "bot-plugin", List.of("r"), later());
    Path file =
        Files.writeString(
            folder.resolve("identity"), CLUSTER.file(key(keys), keys, "bot-plugin", HOUR));
    Path key = Files.writeString(folder.resolve("p.key"), key(keys));
    Path crt = Files.writeString(folder.resolve("p.crt"), TestingCa.pem(client));
    Path cas =
        Files.writeString(folder.resolve("p.cas"), TestingCa.pem(CLUSTER.hostCa().certificate()));

    assertThat(Identity.read(file).user()).isEqualTo("bot-plugin");
    assertThat(Identity.ofFiles(key, crt, cas).user()).isEqualTo("bot-plugin");
    assertThatThrownBy(() -> Identity.ofFiles(key, crt, Files.createFile(folder.resolve("empty"))))
        .isInstanceOf(UnusableIdentity.class)
        .hasMessageContaining("empty: no TLS certificate authority");
    assertThatThrownBy(() -> Identity.read(folder.resolve("absent")))
        .isInstanceOf(UnusableIdentity.class)
        .hasMessageContaining("absent: does not exist");
    assertThatThrownBy(() -> Identity.read(folder))
        .isInstanceOf(UnusableIdentity.class)
        .hasMessageContaining(folder + ": is a directory");
  }

  static Stream<Arguments> unusable() {
    KeyPair keys = TestingCa.ec();
    String key = key(keys);
    String crt =
        TestingCa.pem(CLUSTER.userCa().client(keys.getPublic(), "u", List.of("r"), later()));
    String ca = TestingCa.pem(CLUSTER.hostCa().certificate());
    return Stream.of(
        Arguments.of("", "no PEM block"),
        Arguments.of("garbage \u0000 \n-----BEGIN", "no PEM block"),
        Arguments.of(crt + key + ca, "the first PEM block is a certificate"),
        Arguments.of(key, "no TLS certificate in it"),
        Arguments.of(key + crt, "no TLS certificate authority"),
        Arguments.of(key(TestingCa.ec()) + crt + ca, "does not belong to the certificate"),
        Arguments.of(key + key + ca, "must be a certificate is none"),
        Arguments.of(TestingCa.pem("PIV YUBIKEY PRIVATE KEY", new byte[9]) + crt + ca, "YubiKey"),
        Arguments.of(
            TestingCa.pem("ENCRYPTED PRIVATE KEY", new byte[9]) + crt + ca, "key is encrypted"),
        Arguments.of(TestingCa.pem("PRIVATE KEY", new byte[9]) + crt + ca, "of no known form"),
        Arguments.of(key + crt + ca.substring(0, ca.length() - 30), "has no end"),
        Arguments.of("-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----", "not base64"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("unusable")
  void refusesWhatCannotBeUsedAndSaysWhy(String text, String problem) {
    assertThatThrownBy(() -> Identity.parse(text))
        .isInstanceOf(UnusableIdentity.class)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("\n")
        .hasNoCause();
  }

  @Test
  void printsNoKey() {
    Identity identity = CLUSTER.identity("bot-plugin");

    assertThat(identity)
        .asString()
        .startsWith("Identity[user=bot-plugin, notAfter=")
        .hasSizeLessThan(80);
  }

  @Test
  void anExpiredIdentityIsRefusedAtConstruction() {
    Identity expired = CLUSTER.identity("bot-plugin", TestingCa.ec(), Duration.ofHours(-1));
    var builder = TeleportClient.builder("localhost:1").identity(() -> expired);

    assertThatThrownBy(builder::build)
        .isInstanceOf(UnusableIdentity.class)
        .hasMessageContaining("expired at " + expired.notAfter());
  }

  private static Instant later() {
    return TestingCa.NOW.plus(HOUR);
  }

  private static String key(KeyPair keys) {
    return TestingCa.pem("PRIVATE KEY", keys.getPrivate().getEncoded());
  }

  private static byte[] inner(KeyPair keys) throws IOException {
    return PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded())
        .parsePrivateKey()
        .toASN1Primitive()
        .getEncoded();
  }

  private static byte[] sec1WithCurve(KeyPair keys) throws IOException {
    var plain =
        ECPrivateKey.getInstance(
            PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded()).parsePrivateKey());
    return new ECPrivateKey(256, plain.getKey(), SECObjectIdentifiers.secp256r1).getEncoded();
  }

  private static byte[] openSsh(KeyPair keys) throws IOException {
    var parameters = PrivateKeyFactory.createKey(keys.getPrivate().getEncoded());
    byte[] encoded = OpenSSHPrivateKeyUtil.encodePrivateKey(parameters);
    return encoded[0] == 'o' ? encoded : OpenSsh.wrap(keys);
  }
}
