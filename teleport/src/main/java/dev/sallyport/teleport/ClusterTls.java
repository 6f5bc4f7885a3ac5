package dev.sallyport.teleport;

import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.grpc.netty.shaded.io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * The cluster's own mutual TLS. Every Auth server bears one name, whatever address it is reached
 * at. A proxy with TLS routing reads the first ALPN entry and forwards the bytes to the Auth server
 * of that cluster; an Auth server that is reached directly does not know that entry and takes
 * {@code h2}. So one offer serves both. Source: Teleport, {@code api/client}, {@code
 * lib/srv/alpnproxy}.
 */
final class ClusterTls {
  static final String SERVER_NAME = "teleport.cluster.local";
  private static final String H2 = "h2";
  private static final int ALPN_LIMIT = 255;

  private ClusterTls() {}

  /**
   * What to offer, in this order; only {@code h2} when the cluster's name is unknown or too long.
   */
  static List<String> protocols(String clusterName) {
    String hex = HexFormat.of().formatHex(clusterName.getBytes(StandardCharsets.UTF_8));
    String routed = "teleport-auth@" + hex + "." + SERVER_NAME;
    return hex.isEmpty() || routed.length() > ALPN_LIMIT ? List.of(H2) : List.of(routed, H2);
  }

  static SslContext context(Identity identity, String clusterName) {
    try {
      return SslContextBuilder.forClient()
          .sslProvider(SslProvider.JDK) // BoringSSL may not sign with Ed25519
          .protocols("TLSv1.3", "TLSv1.2")
          .keyManager(new FixedKeyManager(identity))
          .trustManager(trusting(identity.authorities()))
          .applicationProtocolConfig(alpn(protocols(clusterName)))
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException("TLS cannot be set up for " + identity, e);
    }
  }

  static ApplicationProtocolConfig alpn(List<String> protocols) {
    return new ApplicationProtocolConfig(
        Protocol.ALPN,
        SelectorFailureBehavior.NO_ADVERTISE,
        SelectedListenerFailureBehavior.ACCEPT,
        protocols);
  }

  /** Trusts these and no others; aliases are numbered since several CAs may share a subject. */
  static TrustManagerFactory trusting(List<X509Certificate> authorities) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("ca-" + i, authorities.get(i));
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return factory;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("a trust store in memory", e);
    }
  }
}
