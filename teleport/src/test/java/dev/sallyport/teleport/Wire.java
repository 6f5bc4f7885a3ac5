package dev.sallyport.teleport;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Protocol buffer bytes put together by hand, field numbers and wire types as in Teleport's own
 * .proto files, so that a wrong number in ours is found. Source: the protocol buffers encoding
 * guide.
 */
final class Wire {
  private static final int VARINT = 0;
  private static final int LENGTH_DELIMITED = 2;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  static Wire message() {
    return new Wire();
  }

  Wire number(int field, long value) {
    varint(((long) field << 3) | VARINT);
    varint(value);
    return this;
  }

  Wire text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  Wire nested(int field, Wire message) {
    return bytes(field, message.toBytes());
  }

  /** Numbers in the packed form, which proto3 and Go use. */
  Wire packed(int field, long... values) {
    var inner = new Wire();
    for (long value : values) {
      inner.varint(value);
    }
    return nested(field, inner);
  }

  /** An entry of a map is a nested message with key 1 and value 2. */
  Wire entry(int field, String key, String value) {
    return nested(field, message().text(1, key).text(2, value));
  }

  Wire entry(int field, String key, Wire value) {
    return nested(field, message().text(1, key).nested(2, value));
  }

  private Wire bytes(int field, byte[] value) {
    varint(((long) field << 3) | LENGTH_DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
