package dev.sallyport.core.delivery;

import dev.sallyport.core.delivery.Sender.Reason;
import dev.sallyport.core.delivery.Sender.Unverified;
import dev.sallyport.core.delivery.Sender.Verified;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The signature of PagerDuty's webhooks (PagerDuty, Webhooks v3, Verifying signatures): {@code v1=}
 * and the HMAC-SHA256 of the raw body, several of them separated by commas. No header tells the
 * time, so the event's own {@code occurred_at} does, once a signature holds: PagerDuty tries again
 * for 48 hours, so it counts for 49, and five minutes ahead of our clock.
 */
public final class PagerDutySignature {
  /** The header with the signatures. */
  public static final String SIGNATURE = "x-pagerduty-signature";

  /** The headers that a signature needs. */
  public static final Set<String> HEADERS = Set.of(SIGNATURE);

  private static final String PREFIX = "v1=";
  private static final int MOST_SIGNATURES = 10;
  private static final int LONGEST = 1024;
  private static final Duration OLDEST = Duration.ofHours(49);
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private PagerDutySignature() {}

  /**
   * Checks a delivery. Never throws for anything that a sender can choose. Of the body nothing is
   * read before a signature holds.
   *
   * @param headers by lower-case name; others than {@link #HEADERS} are not looked at
   * @param receivedAt when it came in, by our clock
   * @param secrets any of which may have signed; none of them is empty
   */
  public static Sender verify(
      Map<String, String> headers, RawBody body, Instant receivedAt, List<String> secrets) {
    Optional<String> header = Signing.only(headers, SIGNATURE);
    if (header.isEmpty()) {
      return new Unverified(Reason.HEADER_MISSING);
    }
    List<byte[]> signatures = signatures(header.get());
    if (signatures.isEmpty()) {
      return new Unverified(Reason.HEADER_MALFORMED);
    }
    boolean matches = false;
    for (String secret : secrets) {
      byte[] ours = Signing.mac(secret, "", body);
      for (byte[] given : signatures) {
        matches |= MessageDigest.isEqual(ours, given);
      }
    }
    return matches ? dated(body, receivedAt) : new Unverified(Reason.MISMATCH);
  }

  private static Sender dated(RawBody body, Instant receivedAt) {
    Optional<Instant> occurredAt = PagerDutyEnvelope.read(body).occurredAt();
    if (occurredAt.isEmpty()) {
      return new Unverified(Reason.UNDATED);
    }
    Duration age = Duration.between(occurredAt.get(), receivedAt);
    if (age.compareTo(OLDEST) > 0) {
      return new Unverified(Reason.STALE);
    }
    return age.compareTo(TOLERANCE.negated()) < 0
        ? new Unverified(Reason.FUTURE)
        : new Verified(occurredAt.get());
  }

  /** The header of a delivery that one or more secrets sign: for tests and simulators. */
  public static Map<String, String> sign(RawBody body, String... secrets) {
    StringBuilder header = new StringBuilder();
    for (String secret : secrets) {
      header
          .append(header.isEmpty() ? "" : ",")
          .append(PREFIX)
          .append(HexFormat.of().formatHex(Signing.mac(secret, "", body)));
    }
    return Map.of(SIGNATURE, header.toString());
  }

  /** None for a header that PagerDuty would not send. Other schemes may stand beside ours. */
  private static List<byte[]> signatures(String header) {
    if (header.length() > LONGEST) {
      return List.of();
    }
    List<byte[]> found = new ArrayList<>();
    int parts = 0;
    for (int from = 0; from <= header.length(); parts++) {
      int comma = header.indexOf(',', from);
      int to = comma < 0 ? header.length() : comma;
      // A proxy that joins headers puts a blank behind the comma.
      int start = from > 0 && from < to && header.charAt(from) == ' ' ? from + 1 : from;
      String part = header.substring(start, to);
      if (!isScheme(part) || parts == MOST_SIGNATURES) {
        return List.of();
      }
      if (part.startsWith(PREFIX)) {
        if (!Signing.isSignature(PREFIX, part)) {
          return List.of();
        }
        found.add(HexFormat.of().parseHex(part, PREFIX.length(), part.length()));
      }
      from = to + 1;
    }
    return found;
  }

  private static boolean isScheme(String part) {
    int equals = part.indexOf('=');
    return equals > 0
        && part.charAt(0) == 'v'
        && Signing.hasOnly(
            "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ+/=_-", part, 0);
  }
}
