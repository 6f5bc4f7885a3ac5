package dev.sallyport.core.delivery;

import dev.sallyport.core.delivery.Sender.Reason;
import dev.sallyport.core.delivery.Sender.Unverified;
import dev.sallyport.core.delivery.Sender.Verified;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
  private static final int MOST_DIGITS = 12;
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

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
    Optional<String> signature = Signing.only(headers, SIGNATURE);
    Optional<String> timestamp = Signing.only(headers, TIMESTAMP);
    if (signature.isEmpty() || timestamp.isEmpty()) {
      return new Unverified(Reason.HEADER_MISSING);
    }
    if (!Signing.isSignature(PREFIX, signature.get()) || !isTime(timestamp.get())) {
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

  private static boolean isTime(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.charAt(0) != '0'
        && Signing.hasOnly("0123456789", text, 0);
  }

  private static byte[] mac(String secret, String timestamp, RawBody body) {
    return Signing.mac(secret, "v0:" + timestamp + ":", body);
  }
}
