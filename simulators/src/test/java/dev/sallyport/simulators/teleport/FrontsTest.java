package dev.sallyport.simulators.teleport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FrontsTest {
  private static final String ROUTE =
      "teleport-auth@"
          + HexFormat.of().formatHex("teleport.example.com".getBytes(StandardCharsets.UTF_8))
          + ".teleport.cluster.local";

  private static final String UPGRADE =
      """
      GET /webapi/connectionupgrade HTTP/1.1
      Host: localhost
      Upgrade: websocket
      Connection: Upgrade
      Sec-WebSocket-Version: 13
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
      Sec-WebSocket-Protocol: alpn-ping

      """;

  private final TeleportSimulator teleport = TeleportSimulator.start(TeleportOptions.defaults());

  @AfterEach
  void stop() {
    teleport.close();
  }

  @Test
  void routesByTheFirstProtocolToAuthWhichNegotiatesH2()
      throws IOException, GeneralSecurityException {
    try (SSLSocket socket = dial(ROUTE, "h2")) {
      socket.startHandshake();
      assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
      assertThat(((X509Certificate) socket.getSession().getPeerCertificates()[0]))
          .satisfies(
              certificate ->
                  assertThat(certificate.getSubjectAlternativeNames().toString())
                      .contains("teleport.cluster.local"));
    }
  }

  @Test
  void closesWhatIsNotForThisCluster() throws IOException, GeneralSecurityException {
    for (List<String> protocols : List.of(List.of("h2", ROUTE), List.of("http/1.1"))) {
      try (SSLSocket socket = dial(protocols.toArray(String[]::new))) {
        assertThatThrownBy(socket::startHandshake).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void upgradesToAWebSocketThatLeadsToTheProxy() throws IOException, GeneralSecurityException {
    try (SSLSocket outer = balancer()) {
      OutputStream out = outer.getOutputStream();
      out.write(UPGRADE.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
      DataInputStream in = new DataInputStream(outer.getInputStream());
      assertThat(head(in))
          .startsWith("HTTP/1.1 101")
          .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
          .contains("Sec-WebSocket-Protocol: alpn-ping");
      assertThat(in.readUnsignedShort()).isEqualTo(0x8900);

      writeMasked(out, clientHello());
      assertThat(in.readUnsignedByte()).isEqualTo(0x82);
      int length = in.readUnsignedByte();
      in.readNBytes(length == 126 ? 2 : 0);
      assertThat(in.readUnsignedByte()).as("a handshake record from Auth").isEqualTo(22);
    }
  }

  @Test
  void tellsAboutTheClusterAndNothingElse() throws IOException, GeneralSecurityException {
    assertThat(get("/webapi/find"))
        .startsWith("HTTP/1.1 200")
        .contains("\"cluster_name\":\"teleport.example.com\"");
    assertThat(get("/other")).startsWith("HTTP/1.1 404");
  }

  private String get(String path) throws IOException, GeneralSecurityException {
    try (SSLSocket socket = balancer()) {
      socket
          .getOutputStream()
          .write(("GET " + path + " HTTP/1.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private SSLSocket balancer() throws IOException, GeneralSecurityException {
    return over(teleport.publicCaPem(), teleport.upgradeAddress(), "localhost");
  }

  private SSLSocket dial(String... protocols) throws IOException, GeneralSecurityException {
    SSLSocket socket =
        over(teleport.hostAuthoritiesPem(), teleport.proxyAddress(), "teleport.cluster.local");
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(protocols);
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }

  private static SSLSocket over(String authorities, String address, String name)
      throws IOException, GeneralSecurityException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port(address));
    return (SSLSocket)
        trusting(authorities).getSocketFactory().createSocket(plain, name, plain.getPort(), true);
  }

  /** The first message that the JDK would send. */
  private byte[] clientHello() throws GeneralSecurityException, IOException {
    SSLEngine engine = trusting(teleport.hostAuthoritiesPem()).createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {ROUTE, "h2"});
    engine.setSSLParameters(parameters);
    ByteBuffer packet = ByteBuffer.allocate(32_768);
    engine.wrap(ByteBuffer.allocate(0), packet);
    byte[] bytes = new byte[packet.flip().remaining()];
    packet.get(bytes);
    return bytes;
  }

  private static void writeMasked(OutputStream to, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(frame);
    out.writeByte(0x82);
    out.writeByte(0x80 | 126);
    out.writeShort(payload.length);
    out.writeInt(0);
    out.write(payload);
    to.write(frame.toByteArray());
    to.flush();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    return head.toString();
  }

  private static SSLContext trusting(String pem) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    List<X509Certificate> certificates = new ArrayList<>();
    CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)))
        .forEach(certificate -> certificates.add((X509Certificate) certificate));
    for (int index = 0; index < certificates.size(); index++) {
      store.setCertificateEntry("ca-" + index, certificates.get(index));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return tls;
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1));
  }
}
