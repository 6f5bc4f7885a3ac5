package dev.sallyport.teleport;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;

/** Writes ECDSA and RSA keys in OpenSSH's own form, which BouncyCastle does for Ed25519 only. */
final class OpenSsh {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private OpenSsh() {}

  static byte[] wrap(KeyPair keys) {
    var secret = new OpenSsh().number(4711).number(4711);
    if (keys.getPrivate() instanceof RSAPrivateCrtKey rsa) {
      secret.text("ssh-rsa");
      secret.mpint(rsa.getModulus()).mpint(rsa.getPublicExponent()).mpint(rsa.getPrivateExponent());
      secret.mpint(rsa.getCrtCoefficient()).mpint(rsa.getPrimeP()).mpint(rsa.getPrimeQ());
    } else if (keys.getPrivate() instanceof ECPrivateKey ec) {
      secret.text("ecdsa-sha2-nistp256").text("nistp256").block(new byte[65]).mpint(ec.getS());
    }
    secret.text("comment");
    var file = new OpenSsh();
    file.bytes.writeBytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
    file.text("none")
        .text("none")
        .text("")
        .number(1)
        .text("public")
        .block(secret.bytes.toByteArray());
    return file.bytes.toByteArray();
  }

  private OpenSsh number(int value) {
    try {
      out.writeInt(value);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private OpenSsh text(String value) {
    return block(value.getBytes(StandardCharsets.US_ASCII));
  }

  private OpenSsh mpint(BigInteger value) {
    return block(value.toByteArray());
  }

  private OpenSsh block(byte[] value) {
    number(value.length);
    bytes.writeBytes(value);
    return this;
  }
}
