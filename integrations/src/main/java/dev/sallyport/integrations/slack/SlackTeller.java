package dev.sallyport.integrations.slack;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.review.Gesture;
import dev.sallyport.core.review.Teller;
import java.util.List;
import java.util.Optional;

/**
 * Tells a person in the channel of the click, seen by that person alone: at the address that came
 * with the click, where that no longer works by the app itself, and where the app may not speak in
 * that channel in a direct message. A direct message whose outcome is unknown may come twice.
 */
public final class SlackTeller implements Teller {
  private static final String MARKER = "answer";

  private final SlackClient slack;
  private final String cluster;
  private final Runnable refused;

  /**
   * @param cluster the cluster's name, part of the mark
   * @param refused told when Slack no longer takes the token
   */
  public SlackTeller(SlackClient slack, String cluster, Runnable refused) {
    this.slack = slack;
    this.cluster = cluster;
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
        .orElseGet(() -> directly(gesture, text));
  }

  private Telling directly(Gesture gesture, String text) {
    return telling(
        slack
            .postMessage(
                gesture.actor(),
                Optional.empty(),
                new Message(Mrkdwn.paragraph(text, SlackClient.LONGEST_ANSWER), List.of()),
                new Mark(cluster, gesture.requestId(), Optional.of(MARKER)))
            .map(_ -> Done.DONE));
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
