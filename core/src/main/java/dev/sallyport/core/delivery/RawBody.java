package dev.sallyport.core.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;

/** The bytes of a body exactly as they came, since a signature holds for nothing else. */
public final class RawBody {
  private final byte[] bytes;

  private RawBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /** A copy of these bytes. */
  public static RawBody of(byte[] bytes) {
    return new RawBody(bytes.clone());
  }

  /** A text in UTF-8. */
  public static RawBody of(String text) {
    return new RawBody(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** How many bytes. */
  public int size() {
    return bytes.length;
  }

  void addTo(Mac mac) {
    mac.update(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RawBody body && Arrays.equals(bytes, body.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The size, never the content. */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
