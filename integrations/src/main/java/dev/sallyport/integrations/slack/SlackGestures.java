package dev.sallyport.integrations.slack;

import dev.sallyport.core.delivery.QueuedSender;
import dev.sallyport.core.delivery.Sender;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.review.Gestures;
import dev.sallyport.core.secret.LiveSecret;
import java.time.Instant;

/**
 * Clicks on our buttons in Slack (Slack, Block actions payloads). The signature is checked again,
 * against the time at which the queue took the delivery, so the right to send to the queue is not
 * the right to decide.
 */
public final class SlackGestures implements Gestures {
  private static final String PAYLOAD = "payload";

  private final QueuedSender senders;
  private final InteractionPayload payloads;

  /**
   * @param teamId of the workspace, or of the only one of an organisation whose people decide
   * @param appId of our app
   */
  public SlackGestures(LiveSecret<VerificationSecrets> secrets, String teamId, String appId) {
    this.senders = new QueuedSender(secrets, SlackSignature::verify);
    this.payloads = new InteractionPayload(teamId, appId);
  }

  @Override
  public Reading read(SignedDelivery delivery, Instant sentAt) {
    return switch (senders.of(delivery, sentAt)) {
      case Sender.Unverified(Sender.Reason why) -> new Reading.Unverified(why.word());
      case Sender.Verified(Instant signedAt) ->
          FormBody.only(delivery.body().bytes(), PAYLOAD)
              .map(json -> payloads.read(json, signedAt))
              .orElseGet(() -> new Reading.Garbled("it is no form with one payload"));
    };
  }
}
