package dev.sallyport.integrations.teleport;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.decision.Reviews;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.ProposedState;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.RoleV6;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Reviews in our own name. */
public final class TeleportReviews implements Reviews {
  private static final Duration RIGHTS_FRESH = Duration.ofMinutes(5);

  private final TeleportClient teleport;
  private final InstantSource clock;
  private Optional<String> overreach = Optional.empty();
  private Instant readAt = Instant.MIN;

  public TeleportReviews(TeleportClient teleport, InstantSource clock) {
    this.teleport = teleport;
    this.clock = clock;
  }

  @Override
  public String self() {
    return teleport.identity().user();
  }

  @Override
  public synchronized Optional<String> overreach() {
    if (readAt.equals(Instant.MIN) || !clock.instant().isBefore(readAt.plus(RIGHTS_FRESH))) {
      overreach = readRights();
      readAt = clock.instant();
    }
    return overreach;
  }

  private Optional<String> readRights() {
    for (String name : teleport.identity().roles()) {
      switch (teleport.role(name)) {
        case Answer.Ok<RoleV6>(RoleV6 role) -> {
          if (role.getSpec().getAllow().getReviewRequests().getRolesList().stream()
              .anyMatch(TeleportReviews::namesNothing)) {
            return Optional.of(
                "the role "
                    + name
                    + " of our identity may review every role (review_requests.roles: ['*']);"
                    + " name the roles instead");
          }
        }
        case Answer.Refused<RoleV6>(Reason reason, String text) -> {
          if (reason == Reason.UNAVAILABLE) {
            throw new Unavailable("Teleport does not show our own roles: " + text);
          }
          return Optional.of("our own role " + name + " cannot be read (" + reason + "): " + text);
        }
      }
    }
    return Optional.empty();
  }

  /** A pattern without a letter or a digit matches whatever there is. */
  private static boolean namesNothing(String pattern) {
    return pattern.codePoints().noneMatch(Character::isLetterOrDigit);
  }

  @Override
  public Submitted approve(String requestId, String reason) {
    return switch (teleport.submitReview(requestId, ProposedState.APPROVED, reason, "")) {
      case Answer.Ok<AccessRequestV3>(AccessRequestV3 after) ->
          new Submitted.Recorded(WireRequest.of(after));
      case Answer.Refused<AccessRequestV3>(Reason why, String text) ->
          switch (why) {
            case ALREADY_REVIEWED -> new Submitted.Found();
            case ALREADY_RESOLVED, NOT_FOUND -> new Submitted.TooLate(text);
            case UNAVAILABLE, LIMIT, TOO_MANY_WRITES ->
                throw new Unavailable("Teleport did not answer our review (" + why + "): " + text);
            default -> new Submitted.Refused(why + ": " + text);
          };
    };
  }
}
