package dev.sallyport.teleport;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy as Teleport's TLS routing is: it reads the ClientHello and forwards the raw bytes. */
final class TestingProxy implements AutoCloseable {
  /** What a client offered. */
  record Hello(String serverName, List<String> protocols) {}

  final List<Hello> hellos = new CopyOnWriteArrayList<>();
  private final ServerSocket front;
  private final int backend;

  TestingProxy(int backend) {
    try {
      this.front = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    this.backend = backend;
    Thread.ofVirtual().start(this::accept);
  }

  String address() {
    return "localhost:" + front.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = front.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket auth = new Socket(InetAddress.getLoopbackAddress(), backend)) {
      var in = new DataInputStream(client.getInputStream());
      byte[] head = new byte[5];
      in.readFully(head);
      byte[] hello = in.readNBytes(ByteBuffer.wrap(head).getShort(3));
      hellos.add(parse(ByteBuffer.wrap(hello)));
      auth.getOutputStream().write(head);
      auth.getOutputStream().write(hello);
      Thread back = Thread.ofVirtual().start(() -> copy(auth, client));
      copy(client, auth);
      back.join();
    } catch (IOException | InterruptedException e) {
      // either side is gone
    }
  }

  static void copy(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      // either side is gone
    }
  }

  // RFC 8446, section 4.1.2
  private static Hello parse(ByteBuffer in) {
    in.position(4 + 2 + 32);
    skip(in, in.get() & 0xff);
    skip(in, in.getShort() & 0xffff);
    skip(in, in.get() & 0xff);
    in.getShort();
    String name = "";
    var protocols = new ArrayList<String>();
    while (in.hasRemaining()) {
      int type = in.getShort();
      int length = in.getShort() & 0xffff;
      ByteBuffer body = in.slice(in.position(), length);
      skip(in, length);
      if (type == 0) {
        skip(body, 3);
        name = text(body, body.getShort());
      } else if (type == 16) {
        body.getShort();
        while (body.hasRemaining()) {
          protocols.add(text(body, body.get() & 0xff));
        }
      }
    }
    return new Hello(name, List.copyOf(protocols));
  }

  private static void skip(ByteBuffer in, int count) {
    in.position(in.position() + count);
  }

  private static String text(ByteBuffer in, int length) {
    byte[] bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.US_ASCII);
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
