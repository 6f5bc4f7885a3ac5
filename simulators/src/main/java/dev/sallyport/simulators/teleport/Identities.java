package dev.sallyport.simulators.teleport;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;

/**
 * Writes identity files as {@code tctl auth sign --format=file} does: the key, an SSH certificate,
 * the TLS certificate, {@code @cert-authority} lines, the host authorities.
 */
final class Identities {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String cluster;
  private final Authority users;

  Identities(String cluster, Authority users) {
    this.cluster = cluster;
    this.users = users;
  }

  String file(
      String user,
      List<String> roles,
      KeyKind kind,
      Instant notBefore,
      Instant notAfter,
      List<X509Certificate> hostAuthorities) {
    KeyPair key = kind.generate();
    X509Certificate certificate = users.client(key.getPublic(), user, roles, notBefore, notAfter);
    return keyPem(kind, key)
        + "ecdsa-sha2-nistp256-cert-v01@openssh.com "
        + sshBlob("ecdsa-sha2-nistp256-cert-v01@openssh.com")
        + "\n"
        + pem("CERTIFICATE", encoded(certificate))
        + hostAuthorities.stream()
            .map(
                authority ->
                    "@cert-authority "
                        + cluster
                        + ",*."
                        + cluster
                        + " ecdsa-sha2-nistp256 "
                        + sshBlob("ecdsa-sha2-nistp256")
                        + " type=host\n")
            .collect(Collectors.joining())
        + authoritiesPem(hostAuthorities);
  }

  static String authoritiesPem(List<X509Certificate> authorities) {
    return authorities.stream()
        .map(authority -> pem("CERTIFICATE", encoded(authority)))
        .collect(Collectors.joining());
  }

  private static String keyPem(KeyKind kind, KeyPair key) {
    byte[] pkcs8 = key.getPrivate().getEncoded();
    if (kind != KeyKind.RSA_2048) {
      return pem(kind.label(), pkcs8);
    }
    try {
      return pem(
          kind.label(),
          PrivateKeyInfo.getInstance(pkcs8).parsePrivateKey().toASN1Primitive().getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String pem(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("cannot encode a certificate", e);
    }
  }

  /** The right type in front of random bytes: a TLS client has to skip these lines. */
  private static String sshBlob(String type) {
    byte[] rest = new byte[180];
    RANDOM.nextBytes(rest);
    ByteArrayOutputStream blob = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(blob)) {
      out.writeInt(type.length());
      out.writeBytes(type);
      out.write(rest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Base64.getEncoder().encodeToString(blob.toByteArray());
  }
}
