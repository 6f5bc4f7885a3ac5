package dev.sallyport.integrations.slack;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.LiveSecrets;
import dev.sallyport.core.delivery.Sender;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.review.Gestures;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Clicks on our buttons in Slack (Slack, Block actions payloads). The signature is checked again,
 * against the time at which the queue took the delivery, so the right to send to the queue is not
 * the right to decide. A signature that fits no known secret may be one of a secret that is stored
 * only now: a delivery younger than two minutes comes back until the store was asked.
 */
public final class SlackGestures implements Gestures {
  private static final String PAYLOAD = "payload";

  /** Long enough for a look at the store, which is taken once a minute at most. */
  private static final Duration BENEFIT_OF_DOUBT = Duration.ofMinutes(2);

  private final LiveSecrets secrets;
  private final InstantSource clock;
  private final InteractionPayload payloads;

  /**
   * @param teamId of the workspace, or of the only one of an organisation whose people decide
   * @param appId of our app
   */
  public SlackGestures(LiveSecrets secrets, String teamId, String appId, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
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
    VerificationSecrets known = secrets.get();
    Sender sender = verify(delivery, sentAt, known);
    if (!sender.equals(new Sender.Unverified(Sender.Reason.MISMATCH))) {
      return sender;
    }
    return switch (secrets.refresh(known, sentAt)) {
      case LiveSecrets.Look.Changed(VerificationSecrets fresh) -> verify(delivery, sentAt, fresh);
      case LiveSecrets.Look.Unchanged _ -> sender;
      case LiveSecrets.Look.TooSoon _ ->
          unlessYoung(sentAt, sender, "the secrets are older than the delivery");
      case LiveSecrets.Look.Away(String why) -> unlessYoung(sentAt, sender, why);
    };
  }

  private Sender unlessYoung(Instant sentAt, Sender sender, String why) {
    if (clock.instant().isBefore(sentAt.plus(BENEFIT_OF_DOUBT))) {
      throw new Unavailable("no known secret fits, and the store was not asked: " + why);
    }
    return sender;
  }

  private static Sender verify(SignedDelivery delivery, Instant sentAt, VerificationSecrets now) {
    return SlackSignature.verify(delivery.headers(), delivery.body(), sentAt, now.accepted(sentAt));
  }
}
