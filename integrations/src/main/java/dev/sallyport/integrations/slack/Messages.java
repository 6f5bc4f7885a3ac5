package dev.sallyport.integrations.slack;

import dev.sallyport.core.decision.Router;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Seen;
import dev.sallyport.core.request.Truth;
import java.util.Optional;

/** The messages about a request, by what is true of it now and who reads them. */
record Messages(MessageText text, Background background) {
  static boolean isRequester(String to) {
    return to.startsWith(Router.REQUESTER);
  }

  /** The one that follows the request. */
  Message of(String to, AccessRequest request) {
    Progress progress = new Progress(request.approvals(), request.missingApprovals());
    Details details = background.details().apply(request);
    return isRequester(to)
        ? text.copy(request, progress, details)
        : text.request(request, progress, details, background.offer().apply(request));
  }

  /** The same, also of a request that is gone. */
  Message of(String to, String requestId, Truth truth) {
    return switch (truth) {
      case Truth.Live(AccessRequest request) -> of(to, request);
      case Truth.Gone(Outcome outcome, Optional<Seen> last) ->
          text.request(Over.of(requestId, outcome, last));
      case Truth.Invisible(String why) -> throw new IllegalArgumentException(why);
    };
  }

  /** The answer to a review, by its place among the request's. */
  Message review(Truth truth, int index) {
    if (truth instanceof Truth.Live(AccessRequest request)) {
      return text.review(request, index);
    }
    throw new IllegalArgumentException("only a live request has reviews to tell");
  }

  /** What the requester is told at the end. */
  Message end(String requestId, Outcome outcome, Truth truth) {
    return switch (truth) {
      case Truth.Live(AccessRequest request) -> text.ended(request);
      case Truth.Gone(Outcome _, Optional<Seen> last) ->
          text.ended(Over.of(requestId, outcome, last));
      case Truth.Invisible(String why) -> throw new IllegalArgumentException(why);
    };
  }
}
