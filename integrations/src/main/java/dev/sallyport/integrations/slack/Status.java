package dev.sallyport.integrations.slack;

import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.RequestState;
import dev.sallyport.core.request.Review;
import java.util.List;
import java.util.OptionalInt;

/** How a request stands, in words. */
final class Status {
  private static final int NAME = 80;
  private static final int NAMES = 400;

  private Status() {}

  static String of(AccessRequest request, Progress progress) {
    return switch (request.state()) {
      case PENDING -> "⏳ *Pending*: " + count(progress);
      case APPROVED -> "✅ *Approved*" + by(request);
      case DENIED -> "❌ *Denied*" + by(request);
      case PROMOTED -> "*Promoted* to an access list" + by(request);
      case UNKNOWN -> "*In a state that is not known here*";
    };
  }

  static String of(Outcome outcome) {
    return switch (outcome) {
      case APPROVED -> "✅ *Approved*";
      case DENIED -> "❌ *Denied*";
      case PROMOTED -> "*Promoted* to an access list";
      case EXPIRED -> "⌛ *Expired* before it was decided";
      case DELETED -> "*Deleted*";
      case UNWATCHED -> "*Ended* while unwatched; how is not known any more";
    };
  }

  /** For the text that notifications show. */
  static String plain(RequestState state) {
    return switch (state) {
      case PENDING -> "pending";
      case APPROVED -> "approved";
      case DENIED -> "denied";
      case PROMOTED -> "promoted to an access list";
      case UNKNOWN -> "in a state that is not known here";
    };
  }

  /** Whose reviews made it so; empty where nobody's did. */
  static String by(AccessRequest request) {
    List<String> authors =
        request.reviews().stream()
            .filter(review -> review.proposed() == request.state())
            .map(Review::author)
            .distinct()
            .map(author -> Mrkdwn.code(author, NAME))
            .toList();
    return authors.isEmpty() ? "" : " by " + Mrkdwn.list(authors, NAMES);
  }

  private static String count(Progress progress) {
    String approvals =
        switch (progress.approvals()) {
          case 0 -> "no approval yet";
          case 1 -> "1 approval";
          default -> progress.approvals() + " approvals";
        };
    OptionalInt missing = progress.missing();
    return missing.isPresent() && missing.getAsInt() > 0
        ? approvals + ", " + missing.getAsInt() + " more needed"
        : approvals;
  }
}
