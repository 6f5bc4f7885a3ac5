package dev.sallyport.core.delivery;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What the vendors' signatures have in common: HMAC-SHA256, in lower-case hexadecimal digits. */
final class Signing {
  private static final int HEX_DIGITS = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private Signing() {}

  /** The header's value, unless it is missing or there in more than one spelling. */
  static Optional<String> only(Map<String, String> headers, String name) {
    for (String other : headers.keySet()) {
      if (other.equalsIgnoreCase(name) && !other.equals(name)) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(headers.get(name));
  }

  /** Whether a text is this prefix and the digits of one signature. */
  static boolean isSignature(String prefix, String text) {
    return text.length() == prefix.length() + HEX_DIGITS
        && text.startsWith(prefix)
        && hasOnly("0123456789abcdef", text, prefix.length());
  }

  /** A loop, since the first stream of a process loads some hundred classes. */
  static boolean hasOnly(String allowed, String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (allowed.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Of a text in front of the body, and the body. */
  static byte[] mac(String secret, String before, RawBody body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update(before.getBytes(StandardCharsets.UTF_8));
      body.addTo(mac);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
