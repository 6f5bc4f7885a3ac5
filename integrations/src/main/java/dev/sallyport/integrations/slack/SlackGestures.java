package dev.sallyport.integrations.slack;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.LiveSecrets;
import dev.sallyport.core.delivery.Sender;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.review.Gestures;
import java.time.Instant;
import java.util.Optional;

/**
 * Clicks on our buttons in Slack (Slack, Block actions payloads). The signature is checked again,
 * against the time at which the queue took the delivery, so the right to send to the queue is not
 * the right to decide.
 */
public final class SlackGestures implements Gestures {
  private static final String PAYLOAD = "payload";
  private static final Sender MISMATCH = new Sender.Unverified(Sender.Reason.MISMATCH);

  private final LiveSecrets secrets;
  private final InteractionPayload payloads;

  /**
   * @param teamId of the workspace, or of the only one of an organisation whose people decide
   * @param appId of our app
   */
  public SlackGestures(LiveSecrets secrets, String teamId, String appId) {
    this.secrets = secrets;
    this.payloads = new InteractionPayload(teamId, appId);
  }

  @Override
  public Reading read(SignedDelivery delivery, Instant sentAt) {
    return switch (sender(delivery, sentAt)) {
      case Sender.Unverified(Sender.Reason why) -> new Reading.Unverified(why.word());
      case Sender.Verified(Instant signedAt) ->
          FormBody.only(delivery.body().bytes(), PAYLOAD)
              .map(json -> payloads.read(json, signedAt))
              .orElseGet(() -> new Reading.Garbled("it is no form with one payload"));
    };
  }

  private Sender sender(SignedDelivery delivery, Instant sentAt) {
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

  private static Sender verify(SignedDelivery delivery, Instant sentAt, VerificationSecrets now) {
    return SlackSignature.verify(delivery.headers(), delivery.body(), sentAt, now.accepted(sentAt));
  }
}
