package dev.sallyport.core.delivery;

import dev.sallyport.core.delivery.Sender.Reason;
import dev.sallyport.core.delivery.Sender.Unverified;
import dev.sallyport.core.delivery.Sender.Verified;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Slack's request signature (Slack, Verifying requests from Slack): {@code v0=} and the HMAC-SHA256
 * of {@code v0:}, the timestamp header, {@code :} and the raw body. The timestamp counts for five
 * minutes both ways, so that one of the far future is not valid for ever.
 */
public final class SlackSignature {
  /** The header with the signature. */
  public static final String SIGNATURE = "x-slack-signature";

  /** The header with the time of signing, in seconds since 1970. */
  public static final String TIMESTAMP = "x-slack-request-timestamp";

  /** The headers that a signature needs. */
  public static final Set<String> HEADERS = Set.of(SIGNATURE, TIMESTAMP);

  private static final String PREFIX = "v0=";
  private static final int HEX_DIGITS = 64;
  private static final int MOST_DIGITS = 12;
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final String ALGORITHM = "HmacSHA256";

  private SlackSignature() {}

  /**
   * Checks a delivery. Never throws for anything that a sender can choose.
   *
   * @param headers by lower-case name; others than {@link #HEADERS} are not looked at
   * @param receivedAt when it came in, by our clock
   * @param secrets any of which may have signed; none of them is empty
   */
  public static Sender verify(
      Map<String, String> headers, RawBody body, Instant receivedAt, List<String> secrets) {
    Optional<String> signature = only(headers, SIGNATURE);
    Optional<String> timestamp = only(headers, TIMESTAMP);
    if (signature.isEmpty() || timestamp.isEmpty()) {
      return new Unverified(Reason.HEADER_MISSING);
    }
    if (!isSignature(signature.get()) || !isTime(timestamp.get())) {
      return new Unverified(Reason.HEADER_MALFORMED);
    }
    Instant signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp.get()));
    Duration age = Duration.between(signedAt, receivedAt);
    if (age.compareTo(TOLERANCE) > 0) {
      return new Unverified(Reason.STALE);
    }
    if (age.compareTo(TOLERANCE.negated()) < 0) {
      return new Unverified(Reason.FUTURE);
    }
    byte[] given =
        HexFormat.of().parseHex(signature.get(), PREFIX.length(), signature.get().length());
    boolean matches = false;
    for (String secret : secrets) {
      matches |= MessageDigest.isEqual(mac(secret, timestamp.get(), body), given);
    }
    return matches ? new Verified(signedAt) : new Unverified(Reason.MISMATCH);
  }

  /** The headers of a delivery that is signed at a time: for tests and simulators. */
  public static Map<String, String> sign(RawBody body, Instant at, String secret) {
    String timestamp = Long.toString(at.getEpochSecond());
    return Map.of(
        TIMESTAMP,
        timestamp,
        SIGNATURE,
        PREFIX + HexFormat.of().formatHex(mac(secret, timestamp, body)));
  }

  /** The header's value, unless it is missing or there in more than one spelling. */
  private static Optional<String> only(Map<String, String> headers, String name) {
    for (String other : headers.keySet()) {
      if (other.equalsIgnoreCase(name) && !other.equals(name)) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(headers.get(name));
  }

  private static boolean isSignature(String text) {
    return text.length() == PREFIX.length() + HEX_DIGITS
        && text.startsWith(PREFIX)
        && hasOnly("0123456789abcdef", text, PREFIX.length());
  }

  private static boolean isTime(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.charAt(0) != '0'
        && hasOnly("0123456789", text, 0);
  }

  /** A loop, since the first stream of a process loads some hundred classes. */
  private static boolean hasOnly(String allowed, String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (allowed.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  private static byte[] mac(String secret, String timestamp, RawBody body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update("v0:".getBytes(StandardCharsets.UTF_8));
      mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) ':');
      body.addTo(mac);
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
