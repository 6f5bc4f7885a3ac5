package dev.sallyport.simulators.teleport;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The first message of a TLS connection (RFC 8446 §4.1.2), as far as a router looks into it. */
final class ClientHello {
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int ALPN = 16;

  private final byte[] bytes;
  private final Optional<String> firstProtocol;

  private ClientHello(byte[] bytes, Optional<String> firstProtocol) {
    this.bytes = bytes;
    this.firstProtocol = firstProtocol;
  }

  /** Passes on everything that was read. */
  void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
    out.flush();
  }

  /** The first entry of ALPN (RFC 7301). */
  Optional<String> firstProtocol() {
    return firstProtocol;
  }

  /** Reads whole records until the message is complete. */
  static ClientHello read(InputStream from) throws IOException {
    DataInputStream in = new DataInputStream(from);
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    while (message.size() < 4 || message.size() < 4 + length(message.toByteArray())) {
      byte[] header = in.readNBytes(5);
      if (header.length < 5 || header[0] != HANDSHAKE) {
        throw new IOException("not a TLS handshake");
      }
      byte[] record = in.readNBytes(ByteBuffer.wrap(header).getShort(3) & 0xffff);
      raw.writeBytes(header);
      raw.writeBytes(record);
      message.writeBytes(record);
    }
    return new ClientHello(
        raw.toByteArray(), firstProtocol(ByteBuffer.wrap(message.toByteArray())));
  }

  private static int length(byte[] message) {
    return ByteBuffer.wrap(message).getInt() & 0xff_ffff;
  }

  private static Optional<String> firstProtocol(ByteBuffer hello) throws IOException {
    if (hello.get() != CLIENT_HELLO) {
      throw new IOException("not a ClientHello");
    }
    skip(hello, 3 + 2 + 32);
    skip(hello, hello.get() & 0xff);
    skip(hello, hello.getShort() & 0xffff);
    skip(hello, hello.get() & 0xff);
    if (hello.remaining() < 2) {
      return Optional.empty();
    }
    skip(hello, 2);
    while (hello.remaining() >= 4) {
      int type = hello.getShort() & 0xffff;
      int size = hello.getShort() & 0xffff;
      if (type == ALPN) {
        skip(hello, 2);
        byte[] name = new byte[hello.get() & 0xff];
        hello.get(name);
        return Optional.of(new String(name, StandardCharsets.UTF_8));
      }
      skip(hello, size);
    }
    return Optional.empty();
  }

  private static void skip(ByteBuffer buffer, int count) {
    buffer.position(buffer.position() + count);
  }
}
