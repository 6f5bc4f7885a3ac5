package dev.sallyport.teleport;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Private keys as Teleport writes them, whatever their label says: PKCS#8, PKCS#1 (RFC 8017), SEC 1
 * (RFC 5915) and unencrypted OpenSSH. The JDK reads PKCS#8 only, so the others are wrapped into it.
 */
final class PrivateKeys {
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d010101");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
  private static final byte[] ED25519 = HexFormat.of().parseHex("06032b6570");
  static final byte[] P256 = HexFormat.of().parseHex("06082a8648ce3d030107");
  private static final byte[] P384 = HexFormat.of().parseHex("06052b81040022");
  private static final byte[] P521 = HexFormat.of().parseHex("06052b81040023");

  private PrivateKeys() {}

  static PrivateKey parse(PemBlock block, String source) {
    if (block.label().contains("YUBIKEY")) {
      throw new UnusableIdentity(
          source,
          "the private key is on a YubiKey, where a program cannot use it",
          "issue an identity with Machine ID (tbot) or tctl auth sign");
    }
    if (block.encrypted()) {
      throw new UnusableIdentity(
          source, "the private key is encrypted", "use an identity with an unencrypted key");
    }
    return read(block.content())
        .orElseThrow(
            () ->
                new UnusableIdentity(
                    source,
                    block.label().contains("CERTIFICATE")
                        ? "the first PEM block is a certificate, but must be the private key"
                        : "the private key is of no known form (PKCS#8, PKCS#1, SEC 1, OpenSSH with"
                            + " ECDSA P-256, Ed25519 or RSA)",
                    "use an identity file as written by tbot, tctl auth sign --format=file or"
                        + " tsh login --out"));
  }

  private static Optional<PrivateKey> read(byte[] content) {
    return pkcs8(content)
        .or(() -> pkcs8(rsa(content)))
        .or(() -> sec1(content).flatMap(PrivateKeys::pkcs8))
        .or(() -> OpenSshKey.pkcs8(content).flatMap(PrivateKeys::pkcs8));
  }

  private static Optional<PrivateKey> pkcs8(byte[] der) {
    return Stream.of("EC", "RSA", "Ed25519")
        .flatMap(algorithm -> pkcs8(algorithm, der).stream())
        .findFirst();
  }

  private static Optional<PrivateKey> pkcs8(String algorithm, byte[] der) {
    try {
      return Optional.of(
          KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // not a key of this algorithm
    }
  }

  /** PKCS#8 around the DER of a PKCS#1 key. */
  static byte[] rsa(byte[] pkcs1) {
    return Der.sequence(Der.integer(0), Der.sequence(RSA, Der.NULL), Der.octets(pkcs1));
  }

  /** PKCS#8 around an elliptic curve scalar. */
  static byte[] ec(byte[] curve, byte[] scalar) {
    byte[] sec1 = Der.sequence(Der.integer(1), Der.octets(scalar));
    return Der.sequence(Der.integer(0), Der.sequence(EC, curve), Der.octets(sec1));
  }

  /** PKCS#8 around an Ed25519 seed (RFC 8410). */
  static byte[] ed25519(byte[] seed) {
    return Der.sequence(Der.integer(0), Der.sequence(ED25519), Der.octets(Der.octets(seed)));
  }

  static Optional<byte[]> sec1(byte[] der) {
    List<Der.Element> outer = Der.elements(der).orElse(List.of());
    if (outer.size() != 1 || outer.getFirst().tag() != Der.SEQUENCE) {
      return Optional.empty();
    }
    List<Der.Element> parts = Der.elements(outer.getFirst().content()).orElse(List.of());
    if (parts.size() < 2
        || parts.get(0).tag() != Der.INTEGER
        || !new BigInteger(parts.get(0).content()).equals(BigInteger.ONE)
        || parts.get(1).tag() != Der.OCTET_STRING) {
      return Optional.empty();
    }
    byte[] scalar = parts.get(1).content();
    return parts.stream()
        .filter(part -> part.tag() == Der.CONTEXT_0)
        .map(Der.Element::content)
        .findFirst()
        .or(() -> curveOf(scalar))
        .map(curve -> ec(curve, scalar));
  }

  private static Optional<byte[]> curveOf(byte[] scalar) {
    return switch (scalar.length) {
      case 32 -> Optional.of(P256);
      case 48 -> Optional.of(P384);
      case 66 -> Optional.of(P521);
      default -> Optional.empty();
    };
  }
}
