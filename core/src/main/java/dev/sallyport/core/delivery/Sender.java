package dev.sallyport.core.delivery;

import java.time.Instant;
import java.util.Locale;

/** Whether a delivery comes from whom it says. */
public sealed interface Sender {
  /**
   * It does.
   *
   * @param signedAt when, as the signature says
   */
  record Verified(Instant signedAt) implements Sender {}

  /** Nothing proves it: the delivery is nothing. */
  record Unverified(Reason reason) implements Sender {}

  /** Why nothing proves it. Of a closed set, so that it can be a metric's dimension. */
  enum Reason {
    /** A header that the signature needs is missing, or there twice. */
    HEADER_MISSING,
    /** A header has a form that the vendor never sends. */
    HEADER_MALFORMED,
    /** Signed too long ago. */
    STALE,
    /** Signed too far in the future. */
    FUTURE,
    /** Signed, and without a time that can be read. */
    UNDATED,
    /** It fits none of the secrets, or the body or the time was changed. */
    MISMATCH;

    /** For logs and metrics. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
