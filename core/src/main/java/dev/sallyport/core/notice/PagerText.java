package dev.sallyport.core.notice;

import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Review;
import dev.sallyport.core.request.Truth;
import dev.sallyport.core.text.UserText;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The words on an incident or alert. What users wrote is cut and cleaned.
 *
 * @param cluster its name, a part of each note's marker
 * @param webUrl tells where people decide, {@code https://host}; empty where the cluster has no
 *     such page
 */
public record PagerText(String cluster, Supplier<Optional<String>> webUrl) {
  private static final String KEY_PREFIX = "teleport-access-request/";
  private static final int NAME = 100;
  private static final int REASON = 2000;
  private static final int LISTED = 20;

  /** The originals' key of an incident and alias of an alert. */
  public static String key(String requestId) {
    return KEY_PREFIX + requestId;
  }

  /** The request that a key is about; empty for keys of others. */
  public static Optional<String> requestId(String key) {
    return Optional.of(key)
        .filter(text -> text.startsWith(KEY_PREFIX))
        .map(text -> text.substring(KEY_PREFIX.length()))
        .filter(RequestEvent::isId);
  }

  /** Who asks for what, on one line. */
  public static String summary(AccessRequest request) {
    return "Access request from "
        + UserText.line(request.user(), NAME)
        + " for "
        + list(request.roles(), 3);
  }

  /** All that people need to know, on at most 11,000 characters. */
  public String details(AccessRequest request) {
    var text = new StringBuilder();
    text.append("User: ").append(UserText.line(request.user(), NAME)).append('\n');
    text.append("Roles: ").append(list(request.roles(), LISTED)).append('\n');
    if (!request.resources().isEmpty()) {
      text.append("Resources: ").append(list(request.resources(), LISTED)).append('\n');
    }
    request.created().ifPresent(at -> text.append("Created: ").append(time(at)).append('\n'));
    request
        .requestExpires()
        .ifPresent(at -> text.append("Decide before: ").append(time(at)).append('\n'));
    request
        .accessExpires()
        .ifPresent(at -> text.append("Access ends: ").append(time(at)).append('\n'));
    if (!request.reason().isBlank()) {
      text.append("Reason: ").append(UserText.paragraph(request.reason(), REASON)).append('\n');
    }
    text.append("Request: ").append(request.id()).append('\n');
    webUrl
        .get()
        .ifPresentOrElse(
            url ->
                text.append("Decide at ").append(url).append("/web/requests/").append(request.id()),
            () ->
                text.append("Decide with: tsh request review --approve|--deny ")
                    .append(request.id()));
    return text.toString();
  }

  /** The text that tells a reply from all others, so that it can be found again. */
  private String marker(String requestId, String what) {
    return "(" + cluster + "/" + requestId + " " + what + ")";
  }

  /** The text of a note, with its marker on the last line. */
  public String note(String requestId, Reply reply, Truth truth) {
    String text =
        switch (reply) {
          case Reply.OfReview(int index) -> review(truth, index);
          case Reply.OfEnd(Outcome outcome) -> end(truth, outcome);
          case Reply.OfHandback _ ->
              "the request is still open, and is followed elsewhere from now on; this is closed.";
        };
    return "Teleport: " + text + "\n" + marker(requestId, reply.marker());
  }

  /**
   * Whether a text is this note. The marker counts on the last line alone: above it stands what
   * reviewers wrote.
   */
  public boolean isNote(String content, String requestId, Reply reply) {
    return content.stripTrailing().endsWith("\n" + marker(requestId, reply.marker()));
  }

  /**
   * A note that answers people.
   *
   * @param what tells this answer from all others
   * @param to the person's name; empty for whoever reads
   */
  public String answer(String requestId, String what, Optional<String> to, String text) {
    String address = to.map(name -> UserText.line(name, NAME) + ": ").orElse("");
    return "Teleport: "
        + address
        + UserText.paragraph(text, REASON)
        + "\n"
        + marker(requestId, what);
  }

  /** Whether a text is that answer. */
  public boolean isAnswer(String content, String requestId, String what) {
    return content.stripTrailing().endsWith("\n" + marker(requestId, what));
  }

  private static String review(Truth truth, int index) {
    if (!(truth instanceof Truth.Live(AccessRequest request))
        || index >= request.reviews().size()) {
      throw new IllegalArgumentException("there is no review " + index);
    }
    Review review = request.reviews().get(index);
    String verdict =
        switch (review.proposed()) {
          case APPROVED -> "approved";
          case DENIED -> "denied";
          case PROMOTED -> "promoted";
          case PENDING, UNKNOWN -> "reviewed";
        };
    return UserText.line(review.author(), NAME)
        + " "
        + verdict
        + " it"
        + review.created().map(at -> " at " + time(at)).orElse("")
        + "."
        + reason(review.reason());
  }

  private static String end(Truth truth, Outcome outcome) {
    String words =
        switch (outcome) {
          case APPROVED -> "the request was approved.";
          case DENIED -> "the request was denied.";
          case PROMOTED -> "the request was promoted to an access list.";
          case EXPIRED -> "the request has expired.";
          case DELETED -> "the request was deleted.";
          case UNWATCHED -> "the request ended while unwatched; how is not known any more.";
        };
    return truth instanceof Truth.Live(AccessRequest request)
        ? words + reason(request.resolveReason())
        : words;
  }

  private static String reason(String reason) {
    return reason.isBlank() ? "" : "\nReason: " + UserText.paragraph(reason, REASON);
  }

  private static String list(List<String> names, int most) {
    String all =
        String.join(
            ", ", names.stream().limit(most).map(name -> UserText.line(name, NAME)).toList());
    int more = names.size() - most;
    return more > 0 ? all + " and " + more + " more" : all;
  }

  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
