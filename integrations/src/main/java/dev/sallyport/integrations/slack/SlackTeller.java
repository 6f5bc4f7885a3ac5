package dev.sallyport.integrations.slack;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.review.Gesture;
import dev.sallyport.core.review.Teller;
import java.util.Optional;

/**
 * Tells a person in the channel of the click, seen by that person alone: at the address that came
 * with the click, and where that no longer works by the app itself. A direct message is for those
 * who are not in that channel.
 */
public final class SlackTeller implements Teller {
  private final SlackClient slack;
  private final Runnable refused;

  /**
   * @param refused told when Slack no longer takes the token
   */
  public SlackTeller(SlackClient slack, Runnable refused) {
    this.slack = slack;
    this.refused = refused;
  }

  @Override
  public Telling tell(Gesture gesture, String text) {
    Optional<Reply<Done>> answered =
        gesture.reply().url().map(url -> slack.postToResponseUrl(url, text));
    return answered
        .filter(reply -> !(reply instanceof Reply.Rejected<Done>))
        .map(this::telling)
        .orElseGet(() -> byOurselves(gesture, text));
  }

  private Telling byOurselves(Gesture gesture, String text) {
    return gesture
        .reply()
        .channel()
        .map(channel -> slack.postEphemeral(channel, gesture.actor(), text))
        .filter(reply -> !(reply instanceof Reply.Rejected<Done>))
        .map(this::telling)
        .orElseGet(() -> telling(slack.postDirectly(gesture.actor(), text)));
  }

  private Telling telling(Reply<Done> reply) {
    return switch (reply) {
      case Reply.Ok<Done> _ -> new Telling.Told();
      case Reply.Rejected<Done>(String error, String _) -> new Telling.Untellable(error);
      case Reply.Denied<Done>(String error) -> {
        refused.run();
        throw new Unavailable("Slack refuses the token: " + error);
      }
      case Reply.Retry<Done>(var _, String why) -> throw new Unavailable(why);
      case Reply.Unknown<Done>(String why) -> throw new Unavailable(why);
    };
  }
}
