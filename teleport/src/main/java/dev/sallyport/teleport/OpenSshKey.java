package dev.sallyport.teleport;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * OpenSSH's own private key form, unencrypted, one key. Source: OpenSSH, {@code PROTOCOL.key}; RFC
 * 4251 for the encodings.
 */
final class OpenSshKey {
  private static final byte[] MAGIC = "openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII);

  private final ByteBuffer in;

  private OpenSshKey(byte[] bytes) {
    this.in = ByteBuffer.wrap(bytes);
  }

  /** The key as PKCS#8; empty when it is none, encrypted, or of another algorithm. */
  static Optional<byte[]> pkcs8(byte[] content) {
    if (content.length < MAGIC.length
        || !Arrays.equals(content, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return Optional.empty();
    }
    try {
      var outer = new OpenSshKey(Arrays.copyOfRange(content, MAGIC.length, content.length));
      String cipher = outer.text();
      String keyDerivation = outer.text();
      boolean plain = cipher.equals("none") && keyDerivation.equals("none");
      outer.bytes(); // options of the key derivation
      if (!plain || outer.in.getInt() != 1) {
        return Optional.empty();
      }
      outer.bytes(); // public key
      return new OpenSshKey(outer.bytes()).privateKey();
    } catch (BufferUnderflowException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Optional<byte[]> privateKey() {
    int check = in.getInt();
    if (check != in.getInt()) {
      return Optional.empty();
    }
    return switch (text()) {
      case "ssh-ed25519" -> {
        bytes(); // public key
        yield Optional.of(PrivateKeys.ed25519(Arrays.copyOf(bytes(), 32)));
      }
      case "ecdsa-sha2-nistp256" -> {
        bytes(); // curve
        bytes(); // public point
        yield Optional.of(PrivateKeys.ec(PrivateKeys.P256, fixed(number(), 32)));
      }
      case "ssh-rsa" -> Optional.of(rsa());
      default -> Optional.empty();
    };
  }

  private byte[] rsa() {
    BigInteger n = number();
    BigInteger e = number();
    BigInteger d = number();
    BigInteger qInverse = number();
    BigInteger p = number();
    BigInteger q = number();
    return PrivateKeys.rsa(
        Der.sequence(
            Der.integer(0),
            Der.integer(n),
            Der.integer(e),
            Der.integer(d),
            Der.integer(p),
            Der.integer(q),
            Der.integer(d.mod(p.subtract(BigInteger.ONE))),
            Der.integer(d.mod(q.subtract(BigInteger.ONE))),
            Der.integer(qInverse)));
  }

  private static byte[] fixed(BigInteger value, int size) {
    byte[] digits = value.toByteArray();
    byte[] fixed = new byte[size];
    int count = Math.min(digits.length, size);
    System.arraycopy(digits, digits.length - count, fixed, size - count, count);
    return fixed;
  }

  private BigInteger number() {
    byte[] digits = bytes();
    return digits.length == 0 ? BigInteger.ZERO : new BigInteger(digits);
  }

  private String text() {
    return new String(bytes(), StandardCharsets.US_ASCII);
  }

  private byte[] bytes() {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}
