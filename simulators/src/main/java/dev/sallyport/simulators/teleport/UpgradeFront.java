package dev.sallyport.simulators.teleport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A proxy behind a load balancer that ends TLS and eats ALPN: connections come as WebSockets after
 * an HTTP upgrade, and what is inside is routed as by {@link ProxyFront} (Teleport: lib/web,
 * connection upgrade). It answers {@code /webapi/find} and {@code /webapi/ping} too.
 */
final class UpgradeFront implements AutoCloseable {
  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

  private final int proxyPort;
  private final String discovery;
  private final Authority authority;
  private final Listener listener;

  /**
   * @param discovery the JSON that is answered to anonymous discovery
   */
  UpgradeFront(int proxyPort, String publicName, String discovery) {
    this.proxyPort = proxyPort;
    this.discovery = discovery;
    this.authority = new Authority("Example Public CA");
    SSLContext tls = tls(new ServerKey(publicName, List.of(publicName, "localhost"), authority));
    this.listener =
        new Listener(
            "teleport-load-balancer",
            ProxyFront.listen(0),
            socket -> serve(serverSide(tls, socket)));
  }

  int port() {
    return listener.port();
  }

  Authority authority() {
    return authority;
  }

  @Override
  public void close() {
    listener.close();
  }

  private static Socket serverSide(SSLContext tls, Socket socket) throws IOException {
    Socket secured = tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
    ((SSLSocket) secured).setUseClientMode(false);
    return secured;
  }

  private void serve(Socket socket) throws IOException {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      String request = line(in);
      Map<String, String> headers = headers(in);
      if (request.startsWith("GET /webapi/find ") || request.startsWith("GET /webapi/ping ")) {
        answer(out, "200 OK", "Content-Type: application/json\r\n", discovery);
      } else if (request.startsWith("GET /webapi/connectionupgrade ")
          && headers.getOrDefault("upgrade", "").equalsIgnoreCase("websocket")) {
        upgrade(socket, in, out, headers);
      } else {
        answer(out, "404 Not Found", "", "not found");
      }
    }
  }

  private void upgrade(Socket client, InputStream in, OutputStream out, Map<String, String> headers)
      throws IOException {
    String protocol = headers.getOrDefault("sec-websocket-protocol", "").split(",", 2)[0].strip();
    String key = headers.getOrDefault("sec-websocket-key", "");
    if (!List.of("alpn", "alpn-ping").contains(protocol) || key.isEmpty()) {
      answer(out, "400 Bad Request", "", "bad request");
      return;
    }
    String head =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Protocol: %s\r\nSec-WebSocket-Accept: %s\r\n\r\n"
                .formatted(protocol, accept(key));
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    WebSocketFrames frames = new WebSocketFrames(in, out);
    if (protocol.equals("alpn-ping")) {
      frames.ping();
    }
    try (Socket proxy = new Socket(InetAddress.getLoopbackAddress(), proxyPort)) {
      InputStream back = proxy.getInputStream();
      Thread.ofVirtual().start(() -> send(back, frames, client));
      OutputStream inward = proxy.getOutputStream();
      while (true) {
        inward.write(frames.read());
        inward.flush();
      }
    }
  }

  private static void send(InputStream from, WebSocketFrames frames, Socket client) {
    try (client) {
      byte[] buffer = new byte[16_384];
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        frames.writeData(buffer, count);
      }
    } catch (IOException e) {
      // The connection has ended, from whichever side.
    }
  }

  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder()
          .encodeToString(sha1.digest((key + GUID).getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }

  private static void answer(OutputStream out, String status, String headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 %s\r\n%sContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(status, headers, bytes.length);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    Map<String, String> headers = new TreeMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return headers;
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private static SSLContext tls(ServerKey key) {
    try {
      SSLContext tls = SSLContext.getInstance("TLS");
      tls.init(new KeyManager[] {key}, null, null);
      return tls;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot set up TLS", e);
    }
  }
}
