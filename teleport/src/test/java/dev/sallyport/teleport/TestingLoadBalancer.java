package dev.sallyport.teleport;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A load balancer that ends TLS, knows no ALPN, and forwards WebSocket upgrades to a Teleport
 * proxy, which is played here too: what comes in frames goes to Auth as raw bytes. It pings once.
 */
final class TestingLoadBalancer implements AutoCloseable {
  final List<String> requests = new CopyOnWriteArrayList<>();
  final CountDownLatch ponged = new CountDownLatch(1);
  volatile String status = "HTTP/1.1 101 Switching Protocols";
  volatile boolean maskedWithZeros = true;

  private final ServerSocket front;
  private final int backend;

  TestingLoadBalancer(TestingCa publicCa, int backend) {
    this.backend = backend;
    try {
      this.front =
          tls(publicCa)
              .getServerSocketFactory()
              .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  private static SSLContext tls(TestingCa publicCa) {
    try {
      KeyPair keys = TestingCa.ec();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "key",
          keys.getPrivate(),
          new char[0],
          new Certificate[] {publicCa.server(keys, "localhost")});
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  String address() {
    return "localhost:" + front.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = front.accept();
        Thread.ofVirtual().start(() -> serve((SSLSocket) client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(SSLSocket client) {
    try (client;
        Socket auth = new Socket(InetAddress.getLoopbackAddress(), backend)) {
      var in = new DataInputStream(client.getInputStream());
      var out = new DataOutputStream(client.getOutputStream());
      List<String> head = head(in);
      requests.add(head.getFirst());
      out.write(answer(head).getBytes(StandardCharsets.US_ASCII));
      out.write(new byte[] {(byte) 0x89, 2, 'h', 'i'});
      out.flush();
      Thread.ofVirtual().start(() -> frames(auth, out));
      unframe(in, auth);
    } catch (IOException e) {
      // either side is gone
    }
  }

  private static List<String> head(DataInputStream in) throws IOException {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    while (true) {
      char c = (char) in.readUnsignedByte();
      if (c == '\n') {
        if (line.isEmpty()) {
          return lines;
        }
        lines.add(line.toString());
        line.setLength(0);
      } else if (c != '\r') {
        line.append(c);
      }
    }
  }

  private String answer(List<String> head) {
    Map<String, String> headers = new HashMap<>();
    head.stream()
        .skip(1)
        .map(line -> line.split(": ", 2))
        .forEach(pair -> headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1]));
    return status
        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: "
        + headers.get("sec-websocket-protocol")
        + "\r\nSec-WebSocket-Accept: "
        + WebSocketUpgrade.accept(headers.getOrDefault("sec-websocket-key", ""))
        + "\r\n\r\n";
  }

  private static void frames(Socket auth, DataOutputStream out) {
    try {
      InputStream in = auth.getInputStream();
      byte[] buffer = new byte[100_000];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        out.writeByte(0x82);
        if (count < 126) {
          out.writeByte(count);
        } else if (count <= 0xffff) {
          out.writeByte(126);
          out.writeShort(count);
        } else {
          out.writeByte(127);
          out.writeLong(count);
        }
        out.write(buffer, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      // either side is gone
    }
  }

  private void unframe(DataInputStream in, Socket auth) throws IOException {
    while (true) {
      int opcode = in.readUnsignedByte() & 0x0f;
      int code = in.readUnsignedByte();
      long length =
          switch (code & 0x7f) {
            case 126 -> in.readUnsignedShort();
            case 127 -> in.readLong();
            default -> code & 0x7f;
          };
      if ((code & 0x80) == 0 || in.readInt() != 0) {
        maskedWithZeros = false;
      }
      byte[] payload = in.readNBytes((int) length);
      if (opcode == 0xa && new String(payload, StandardCharsets.US_ASCII).equals("hi")) {
        ponged.countDown();
      } else if (opcode == 0x2) {
        auth.getOutputStream().write(payload);
      }
    }
  }

  @Override
  public void close() {
    try {
      front.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
