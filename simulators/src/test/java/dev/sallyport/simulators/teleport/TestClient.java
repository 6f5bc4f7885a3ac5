package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.AuthServiceGrpc;
import dev.sallyport.teleport.wire.auth.AuthServiceGrpc.AuthServiceBlockingStub;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRulesServiceGrpc;
import dev.sallyport.teleport.wire.rules.AccessMonitoringRulesServiceGrpc.AccessMonitoringRulesServiceBlockingStub;
import dev.sallyport.teleport.wire.users.UsersServiceGrpc;
import dev.sallyport.teleport.wire.users.UsersServiceGrpc.UsersServiceBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/** Raw stubs over mutual TLS, straight from the parts of an identity file. */
final class TestClient implements AutoCloseable {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----.*?-----END \\1-----\n", Pattern.DOTALL);

  private final ManagedChannel channel;

  /** By the identity's certificate, or by none at all if the identity has only authorities. */
  TestClient(int port, String identity, boolean withCertificate) throws IOException {
    List<String> blocks = BLOCK.matcher(identity).results().map(MatchResult::group).toList();
    SslContextBuilder tls =
        GrpcSslContexts.configure(SslContextBuilder.forClient(), SslProvider.JDK)
            .trustManager(stream(String.join("", blocks.subList(2, blocks.size()))));
    if (withCertificate) {
      tls.keyManager(key(blocks.get(0)), certificate(blocks.get(1)));
    }
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .sslContext(tls.build())
            .overrideAuthority("teleport.cluster.local")
            .maxInboundMessageSize(16 << 20)
            .build();
  }

  TestClient(TeleportSimulator teleport, String identity) throws IOException {
    this(teleport.port(), identity, true);
  }

  AuthServiceBlockingStub auth() {
    return AuthServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  UsersServiceBlockingStub users() {
    return UsersServiceGrpc.newBlockingStub(channel).withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  AccessMonitoringRulesServiceBlockingStub rules() {
    return AccessMonitoringRulesServiceGrpc.newBlockingStub(channel)
        .withDeadlineAfter(20, TimeUnit.SECONDS);
  }

  ManagedChannel channel() {
    return channel;
  }

  private static PrivateKey key(String pem) throws IOException {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      Object parsed = parser.readObject();
      JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
      return parsed instanceof PEMKeyPair pair
          ? converter.getKeyPair(pair).getPrivate()
          : converter.getPrivateKey((PrivateKeyInfo) parsed);
    }
  }

  private static X509Certificate certificate(String pem) throws IOException {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509").generateCertificate(stream(pem));
    } catch (CertificateException e) {
      throw new IOException(e);
    }
  }

  private static ByteArrayInputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
