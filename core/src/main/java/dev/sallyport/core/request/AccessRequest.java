package dev.sallyport.core.request;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An Access Request as read by id from Teleport. Texts are as the users wrote them: bound and
 * escape them before showing (see {@code dev.sallyport.core.text}).
 *
 * @param accessExpires the end of the access
 * @param requestExpires the end of the request object, while it is pending
 * @param assumeStart the access starts later than its approval
 * @param annotations the system annotations that the requester's roles carry; they never change
 * @param resources as {@code /cluster/kind/name[/sub]}
 * @param missingApprovals how many more approvals decide it, at least; empty where that is not
 *     known
 * @param revision changes with each write
 * @param unknownParts the request holds fields that this version does not know
 */
public record AccessRequest(
    String id,
    String user,
    List<String> roles,
    RequestState state,
    Kind kind,
    Optional<Instant> created,
    Optional<Instant> accessExpires,
    Optional<Instant> requestExpires,
    Optional<Instant> assumeStart,
    String reason,
    String resolveReason,
    Map<String, List<String>> annotations,
    List<String> resources,
    List<String> suggestedReviewers,
    List<Review> reviews,
    OptionalInt missingApprovals,
    String revision,
    boolean unknownParts) {

  /**
   * How long the access is meant to last. Servers before 18 say nothing, and know short-term only.
   */
  public enum Kind {
    SHORT_TERM,
    LONG_TERM,
    UNKNOWN
  }

  public AccessRequest {
    if (id.isBlank()) {
      throw new IllegalArgumentException("an Access Request has no id");
    }
    roles = List.copyOf(roles);
    annotations = Map.copyOf(annotations);
    resources = List.copyOf(resources);
    suggestedReviewers = List.copyOf(suggestedReviewers);
    reviews = List.copyOf(reviews);
  }

  /** Tells one state of it from another: its revision, where the server says one. */
  public String version() {
    return revision.isEmpty() ? state + "/" + reviews.size() : revision;
  }

  /** How many reviewers proposed to approve it. */
  public int approvals() {
    return (int)
        reviews.stream().filter(review -> review.proposed() == RequestState.APPROVED).count();
  }

  /**
   * The values of an annotation without blanks and repetitions, in their order; empty when absent.
   */
  public List<String> annotation(String name) {
    return annotations.getOrDefault(name, List.of()).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .distinct()
        .toList();
  }
}
