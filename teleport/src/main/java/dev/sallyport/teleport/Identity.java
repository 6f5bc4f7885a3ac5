package dev.sallyport.teleport;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A Teleport identity: a private key, the client certificate for it, and the certificates of the
 * host CAs that servers are checked against. Immutable; reading the files again makes a new one.
 *
 * <p>PEM blocks count by position, not by label: the first is the key, the second the client
 * certificate, all further ones are CAs. SSH lines are skipped. Source: Teleport, {@code
 * api/identityfile} and {@code tool/tctl} ({@code auth sign}). Every problem is an {@link
 * UnusableIdentity}.
 */
public final class Identity {
  private static final String ADVICE =
      "use an identity file as written by tbot, tctl auth sign --format=file or tsh login --out";

  private final String source;
  private final PrivateKey key;
  private final X509Certificate certificate;
  private final List<X509Certificate> authorities;
  private final String fingerprint;

  private Identity(
      String source,
      PrivateKey key,
      X509Certificate certificate,
      List<X509Certificate> authorities) {
    this.source = source;
    this.key = key;
    this.certificate = certificate;
    this.authorities = List.copyOf(authorities);
    if (authorities.isEmpty()) {
      throw new UnusableIdentity(source, "no TLS certificate authority in it", ADVICE);
    }
    if (!belongTogether(key, certificate.getPublicKey())) {
      throw new UnusableIdentity(
          source,
          "the private key does not belong to the certificate",
          "if the files were being written just now, read them again; else issue them again");
    }
    this.fingerprint = fingerprintOf(certificate, authorities);
  }

  /** Reads the text of an identity file, as it comes from a secret store. */
  public static Identity parse(String identityFileText) {
    return parse(identityFileText, "the identity");
  }

  /** Reads an identity file. */
  public static Identity read(Path file) {
    return parse(text(file), file.toString());
  }

  /** Reads the three files of {@code --format=tls}: the key, the certificate and the CAs. */
  public static Identity ofFiles(Path key, Path crt, Path cas) {
    PrivateKey privateKey = PrivateKeys.parse(first(key, "private key"), key.toString());
    X509Certificate certificate = certificate(first(crt, "certificate"), crt.toString());
    List<X509Certificate> authorities =
        certificates(PemBlock.all(text(cas), cas.toString()), cas.toString());
    if (authorities.isEmpty()) {
      throw new UnusableIdentity(cas.toString(), "no TLS certificate authority in it", ADVICE);
    }
    return new Identity(crt.toString(), privateKey, certificate, authorities);
  }

  private static Identity parse(String text, String source) {
    List<PemBlock> blocks = PemBlock.all(text, source);
    if (blocks.isEmpty()) {
      throw new UnusableIdentity(source, "no PEM block in it", ADVICE);
    }
    PrivateKey key = PrivateKeys.parse(blocks.getFirst(), source);
    if (blocks.size() < 2) {
      throw new UnusableIdentity(source, "a private key, but no TLS certificate in it", ADVICE);
    }
    return new Identity(
        source,
        key,
        certificate(blocks.get(1), source),
        certificates(blocks.subList(2, blocks.size()), source));
  }

  /** The user's name: the common name of the certificate. It is the default author of reviews. */
  public String user() {
    return CertificateNames.subject(certificate, "CN").stream().findFirst().orElse("");
  }

  /** The roles on the certificate. */
  public List<String> roles() {
    return CertificateNames.subject(certificate, "O");
  }

  /** When the client certificate begins to hold. */
  public Instant notBefore() {
    return certificate.getNotBefore().toInstant();
  }

  /** When the client certificate ends; Teleport refuses the TLS handshake from then on. */
  public Instant notAfter() {
    return certificate.getNotAfter().toInstant();
  }

  /** The host CAs that a server certificate may come from; during a rotation more than one. */
  public List<X509Certificate> authorities() {
    return authorities;
  }

  /**
   * SHA-256 over the certificate and the CAs, in lower-case hex: it changes when anything in the
   * identity does, since the certificate is bound to its key.
   */
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * The cluster's name as its CAs bear it: the one that also issued the client certificate if there
   * is one of that name, else the first. Empty when none bears a name.
   */
  public String clusterName() {
    List<String> names =
        authorities.stream().flatMap(ca -> CertificateNames.clusterOf(ca).stream()).toList();
    return CertificateNames.issuer(certificate, "O").stream()
        .filter(names::contains)
        .findFirst()
        .or(() -> names.stream().findFirst())
        .orElse("");
  }

  void refuseIfExpired(Instant now) {
    if (!notAfter().isAfter(now)) {
      throw new UnusableIdentity(
          source, "the client certificate expired at " + notAfter(), "renew the identity");
    }
  }

  PrivateKey privateKey() {
    return key;
  }

  X509Certificate certificate() {
    return certificate;
  }

  @Override
  public String toString() {
    return "Identity[user=" + user() + ", notAfter=" + notAfter() + "]";
  }

  private static boolean belongTogether(PrivateKey key, PublicKey other) {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "EC" -> "SHA256withECDSA";
          case "RSA" -> "SHA256withRSA";
          default -> "Ed25519";
        };
    try {
      byte[] probe = {1, 2, 3};
      Signature signer = Signature.getInstance(algorithm);
      signer.initSign(key);
      signer.update(probe);
      byte[] signature = signer.sign();
      signer.initVerify(other);
      signer.update(probe);
      return signer.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static String fingerprintOf(
      X509Certificate certificate, List<X509Certificate> authorities) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(certificate.getEncoded());
      for (X509Certificate authority : authorities) {
        digest.update(authority.getEncoded());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("SHA-256 of a parsed certificate", e);
    }
  }

  private static List<X509Certificate> certificates(List<PemBlock> blocks, String source) {
    return blocks.stream().map(block -> certificate(block, source)).toList();
  }

  private static X509Certificate certificate(PemBlock block, String source) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(block.content()));
    } catch (CertificateException e) {
      throw new UnusableIdentity(source, "a PEM block that must be a certificate is none", ADVICE);
    }
  }

  private static PemBlock first(Path file, String what) {
    List<PemBlock> blocks = PemBlock.all(text(file), file.toString());
    if (blocks.isEmpty()) {
      throw new UnusableIdentity(
          file.toString(), "no PEM block in it", "give the " + what + " file");
    }
    return blocks.getFirst();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UnusableIdentity(
          file.toString(), unread(file, e), "check the path and its permissions");
    }
  }

  private static String unread(Path file, IOException failure) {
    if (Files.isDirectory(file)) {
      return "is a directory";
    }
    return switch (failure) {
      case NoSuchFileException _ -> "does not exist";
      case AccessDeniedException _ -> "may not be read";
      default -> "cannot be read (" + failure.getClass().getSimpleName() + ")";
    };
  }
}
