package dev.sallyport.simulators.teleport;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority with an EC P-256 key. As in Teleport, all authorities of a cluster share
 * one subject: O and CN are the cluster's name.
 */
final class Authority {
  private static final Duration CA_LIFE = Duration.ofDays(3650);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final KeyPair key;
  private final X500Name name;
  private final X509Certificate certificate;

  Authority(String cluster) {
    key = KeyKind.EC_P256.generate();
    name = subject(cluster, List.of(cluster));
    Instant now = Instant.now();
    certificate =
        sign(
            builder(name, key.getPublic(), now.minusSeconds(60), now.plus(CA_LIFE)),
            List.of(
                extension(Extension.basicConstraints, new BasicConstraints(true)),
                extension(
                    Extension.keyUsage, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)),
                identifier(key.getPublic())));
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** A certificate for a client: CN is the user, O the roles. */
  X509Certificate client(
      PublicKey client, String user, List<String> roles, Instant notBefore, Instant notAfter) {
    return leaf(
        builder(subject(user, roles), client, notBefore, notAfter),
        KeyPurposeId.id_kp_clientAuth,
        List.of());
  }

  /** A certificate for a server under the given DNS names. */
  X509Certificate server(PublicKey server, String commonName, List<GeneralName> names) {
    Instant now = Instant.now();
    return leaf(
        builder(
            subject(commonName, List.of("Auth")), server, now.minusSeconds(60), now.plus(CA_LIFE)),
        KeyPurposeId.id_kp_serverAuth,
        List.of(
            extension(
                Extension.subjectAlternativeName,
                new GeneralNames(names.toArray(GeneralName[]::new)))));
  }

  private X509Certificate leaf(
      X509v3CertificateBuilder builder, KeyPurposeId purpose, List<Extension> more) {
    List<Extension> extensions = new java.util.ArrayList<>(more);
    extensions.add(
        extension(
            Extension.keyUsage,
            new KeyUsage(KeyUsage.digitalSignature | KeyUsage.keyEncipherment)));
    extensions.add(extension(Extension.extendedKeyUsage, new ExtendedKeyUsage(purpose)));
    extensions.add(authorityIdentifier());
    return sign(builder, extensions);
  }

  private X509v3CertificateBuilder builder(
      X500Name subject, PublicKey subjectKey, Instant notBefore, Instant notAfter) {
    return new JcaX509v3CertificateBuilder(
        name,
        new BigInteger(120, RANDOM).setBit(120),
        Date.from(notBefore),
        Date.from(notAfter),
        subject,
        subjectKey);
  }

  private X509Certificate sign(X509v3CertificateBuilder builder, List<Extension> extensions) {
    try {
      for (Extension extension : extensions) {
        builder.addExtension(extension);
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate())));
    } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign a certificate", e);
    }
  }

  private Extension authorityIdentifier() {
    try {
      return extension(
          Extension.authorityKeyIdentifier,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(key.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot name a key", e);
    }
  }

  private static Extension identifier(PublicKey subjectKey) {
    try {
      return extension(
          Extension.subjectKeyIdentifier,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(subjectKey));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot name a key", e);
    }
  }

  private static Extension extension(
      ASN1ObjectIdentifier id, org.bouncycastle.asn1.ASN1Encodable value) {
    boolean critical = id.equals(Extension.basicConstraints) || id.equals(Extension.keyUsage);
    try {
      return Extension.create(id, critical, value);
    } catch (IOException e) {
      throw new IllegalStateException("cannot encode an extension", e);
    }
  }

  /** All organizations stand in one set, as Go writes them. */
  private static X500Name subject(String commonName, List<String> organizations) {
    RDN cn = new RDN(BCStyle.CN, new DERUTF8String(commonName));
    if (organizations.isEmpty()) {
      return new X500Name(new RDN[] {cn});
    }
    RDN o =
        new RDN(
            organizations.stream()
                .map(value -> new AttributeTypeAndValue(BCStyle.O, new DERUTF8String(value)))
                .toArray(AttributeTypeAndValue[]::new));
    return new X500Name(new RDN[] {o, cn});
  }
}
