package dev.sallyport.integrations.slack;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Review;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is said beside the announcement: answers in its thread, and a word to the requester. */
record ThreadText(String cluster, Optional<String> webUrl) {
  private static final int NAME = 100;
  private static final int REASON = 1_500;
  private static final Progress NO_PROGRESS = new Progress(0, OptionalInt.empty());

  Message review(Review review) {
    String verb =
        switch (review.proposed()) {
          case APPROVED -> "✅ %s approved it";
          case DENIED -> "❌ %s denied it";
          case PROMOTED -> "%s promoted it to an access list";
          case PENDING, UNKNOWN -> "%s reviewed it";
        };
    String said = verb.replace("%s", Mrkdwn.code(review.author(), NAME));
    String when = review.created().map(at -> ", " + Parts.time(at)).orElse("");
    return message(
        verb.replace("%s", Mrkdwn.line(review.author(), NAME)),
        said + when + reason(review.reason()));
  }

  /** How it ended, for the one who asked. */
  Message ended(AccessRequest request) {
    String title = "Your " + RequestCard.lower(RequestCard.title(request));
    String text = title + " is " + Status.plain(request.state());
    String said =
        "*"
            + title
            + "* "
            + Mrkdwn.code(request.id(), NAME)
            + "\n"
            + Status.of(request, NO_PROGRESS)
            + reason(request.resolveReason());
    return message(text + " in " + Mrkdwn.line(cluster, NAME), withLink(request.id(), said));
  }

  Message ended(Over over) {
    String said =
        "*Your access request* "
            + Mrkdwn.code(over.requestId(), NAME)
            + "\n"
            + Status.of(over.outcome());
    return message(
        "Your access request in " + Mrkdwn.line(cluster, NAME) + ": " + over.outcome().words(),
        said);
  }

  private String withLink(String requestId, String said) {
    return Parts.link(webUrl, requestId, "Look at it in Teleport")
        .map(link -> said + "\n" + link)
        .orElse(said);
  }

  private static String reason(String reason) {
    return reason.isBlank() ? "" : "\n" + Mrkdwn.quote(reason, REASON);
  }

  private static Message message(String text, String said) {
    return new Message(text, List.of(Parts.section(said)));
  }
}
