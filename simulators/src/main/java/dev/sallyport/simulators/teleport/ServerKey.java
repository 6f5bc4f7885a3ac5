package dev.sallyport.simulators.teleport;

import java.net.Socket;
import java.security.KeyPair;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.x509.GeneralName;
import org.jspecify.annotations.Nullable;

/** The server's key and certificate, which a rotation replaces while the server runs. */
final class ServerKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "server";

  private final KeyPair key = KeyKind.EC_P256.generate();
  private final String commonName;
  private final List<GeneralName> names;
  private volatile X509Certificate certificate;

  ServerKey(String commonName, List<String> dnsNames, Authority authority) {
    this.commonName = commonName;
    this.names = dnsNames.stream().map(name -> new GeneralName(GeneralName.dNSName, name)).toList();
    this.certificate = authority.server(key.getPublic(), commonName, names);
  }

  /** Handshakes from now on show a certificate of this authority. */
  void certifyBy(Authority authority) {
    certificate = authority.server(key.getPublic(), commonName, names);
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return new String[0];
  }

  @Override
  public @Nullable String chooseClientAlias(String[] keyType, Principal[] issuers, Socket socket) {
    return null;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    return new String[] {ALIAS};
  }

  @Override
  public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return keyType.equals("EC") ? ALIAS : null;
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String keyType, Principal[] issuers, SSLEngine engine) {
    return keyType.equals("EC") ? ALIAS : null;
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return new X509Certificate[] {certificate};
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return key.getPrivate();
  }
}
