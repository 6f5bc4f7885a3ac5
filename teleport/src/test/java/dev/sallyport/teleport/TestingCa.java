package dev.sallyport.teleport;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority of a cluster, and what it signs. */
record TestingCa(KeyPair keys, X509Certificate certificate) {
  @SuppressWarnings("TimeInStaticInitializer") // certificates count from the start of the tests
  static final Instant NOW = Instant.now();

  private static final X500Name PLACE = new X500Name("L=test");

  static TestingCa of(String cluster) {
    KeyPair keys = ec();
    X500Name name = name(List.of(cluster), cluster);
    return new TestingCa(
        keys, sign(name, name, keys.getPublic(), keys, NOW.plusSeconds(86_400), true, List.of()));
  }

  X509Certificate server(KeyPair server, String... dnsNames) {
    return sign(
        issuer(), PLACE, server.getPublic(), keys, NOW.plusSeconds(3600), false, List.of(dnsNames));
  }

  X509Certificate client(PublicKey key, String user, List<String> roles, Instant notAfter) {
    return sign(issuer(), name(roles, user), key, keys, notAfter, false, List.of());
  }

  private X500Name issuer() {
    return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
  }

  // Go writes all organizations into one multi-valued RDN.
  private static X500Name name(List<String> organizations, String commonName) {
    var values =
        organizations.stream()
            .map(value -> new AttributeTypeAndValue(BCStyle.O, new DERUTF8String(value)))
            .toArray(AttributeTypeAndValue[]::new);
    return new X500Name(
        new RDN[] {new RDN(values), new RDN(BCStyle.CN, new DERUTF8String(commonName))});
  }

  private static X509Certificate sign(
      X500Name issuer,
      X500Name subject,
      PublicKey key,
      KeyPair signer,
      Instant notAfter,
      boolean ca,
      List<String> dnsNames) {
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
              issuer,
              BigInteger.valueOf(System.nanoTime()),
              Date.from(NOW.minusSeconds(86_400)),
              Date.from(notAfter),
              subject,
              key);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
      if (!dnsNames.isEmpty()) {
        var names = dnsNames.stream().map(dns -> new GeneralName(GeneralName.dNSName, dns));
        ASN1Encodable alternatives = new GeneralNames(names.toArray(GeneralName[]::new));
        builder.addExtension(Extension.subjectAlternativeName, false, alternatives);
      }
      var content = new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate());
      return new JcaX509CertificateConverter().getCertificate(builder.build(content));
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair ec() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static KeyPair keys(String algorithm) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      if (algorithm.equals("RSA")) {
        generator.initialize(2048);
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String pem(String label, byte[] content) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content), label);
  }

  static String pem(X509Certificate certificate) {
    try {
      return pem("CERTIFICATE", certificate.getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
