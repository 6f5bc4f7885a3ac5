package dev.sallyport.core.delivery;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.secret.LiveSecret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks a signature again where a delivery is acted upon, against the time at which the queue took
 * it: so the right to send to the queue is not the right to decide.
 */
public final class QueuedSender {
  private static final Sender MISMATCH = new Sender.Unverified(Sender.Reason.MISMATCH);

  private final LiveSecret<VerificationSecrets> secrets;
  private final Scheme scheme;

  public QueuedSender(LiveSecret<VerificationSecrets> secrets, Scheme scheme) {
    this.secrets = secrets;
    this.scheme = scheme;
  }

  /** How a vendor signs. */
  @FunctionalInterface
  public interface Scheme {
    Sender verify(
        Map<String, String> headers, RawBody body, Instant receivedAt, List<String> secrets);
  }

  /**
   * Who sent it.
   *
   * @param sentAt when it was put on the queue, as the queue says
   * @throws Unavailable when the secrets cannot be read, or are to be read again first
   */
  public Sender of(SignedDelivery delivery, Instant sentAt) {
    Sender sender = verify(delivery, sentAt, secrets.get());
    if (!sender.equals(MISMATCH)) {
      return sender;
    }
    Optional<VerificationSecrets> fresh = secrets.refresh();
    Sender again = fresh.map(now -> verify(delivery, sentAt, now)).orElse(sender);
    if (again.equals(MISMATCH) && !secrets.isReadSince(sentAt)) {
      // Who put it on the queue may have read a newer secret, and answered that all is well.
      throw new Unavailable("the stored secrets are to be read again before it is judged");
    }
    return again;
  }

  private Sender verify(SignedDelivery delivery, Instant sentAt, VerificationSecrets now) {
    return scheme.verify(delivery.headers(), delivery.body(), sentAt, now.accepted(sentAt));
  }
}
