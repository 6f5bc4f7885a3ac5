package dev.sallyport.teleport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Asks an address, by one TLS handshake that offers a protocol only a Teleport proxy knows, whether
 * something in front of it drops ALPN. Every failure to find out is a no. Source: Teleport, {@code
 * api/client/alpn_conn_upgrade.go}.
 */
final class UpgradeProbe {
  private static final String KNOWN_TO_PROXIES = "teleport-reversetunnel";
  private static final int TIMEOUT_MILLIS = 5_000;

  private UpgradeProbe() {}

  static boolean dropsAlpn(String host, int port) {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      plain.setSoTimeout(TIMEOUT_MILLIS);
      try (SSLSocket socket = (SSLSocket) factory().createSocket(plain, host, port, true)) {
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {KNOWN_TO_PROXIES});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return !KNOWN_TO_PROXIES.equals(socket.getApplicationProtocol());
      }
    } catch (SSLHandshakeException e) {
      String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      return text.contains("application_protocol") || text.contains("application layer protocol");
    } catch (IOException | GeneralSecurityException e) {
      return false;
    }
  }

  private static SSLSocketFactory factory() throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Indifferent()}, null);
    return context.getSocketFactory();
  }

  /**
   * Checks nothing: nothing is sent over this connection, and its answer only chooses the next try.
   */
  private static final class Indifferent extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
