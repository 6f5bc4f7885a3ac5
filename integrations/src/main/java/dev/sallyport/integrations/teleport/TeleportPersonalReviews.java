package dev.sallyport.integrations.teleport;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.review.PersonalReviews;
import dev.sallyport.core.review.Verdict;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Done;
import dev.sallyport.teleport.ProposedState;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.ServerVersion;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.auth.PingResponse;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Reviews in the names of people, which Teleport Enterprise takes from 18.11 on ({@code
 * submit_for_users}). The version is asked for before, at most every five minutes: an older server
 * would not know that the review is on behalf.
 */
public final class TeleportPersonalReviews implements PersonalReviews {
  private static final Duration VERSION_FRESH = Duration.ofMinutes(5);

  private final TeleportClient teleport;
  private final InstantSource clock;
  private Optional<String> objection = Optional.empty();
  private Instant askedAt = Instant.MIN;

  public TeleportPersonalReviews(TeleportClient teleport, InstantSource clock) {
    this.teleport = teleport;
    this.clock = clock;
  }

  @Override
  public Submitted submit(String requestId, String author, Verdict verdict, String reason) {
    Optional<String> tooOld = objection();
    return tooOld.isPresent()
        ? new Submitted.NotSupported(tooOld.get())
        : submitted(teleport.submitReviewFor(requestId, author, proposed(verdict), reason));
  }

  private static ProposedState proposed(Verdict verdict) {
    return switch (verdict) {
      case APPROVE -> ProposedState.APPROVED;
      case DENY -> ProposedState.DENIED;
    };
  }

  private static Submitted submitted(Answer<AccessRequestV3> answer) {
    return switch (answer) {
      case Answer.Ok<AccessRequestV3>(AccessRequestV3 after) ->
          new Submitted.Recorded(WireRequest.of(after));
      case Answer.Refused<AccessRequestV3>(Reason why, String text) -> refused(why, text);
    };
  }

  private static Submitted refused(Reason why, String text) {
    return switch (why) {
      case ALREADY_REVIEWED -> new Submitted.AlreadyReviewed();
      case ALREADY_RESOLVED -> new Submitted.AlreadyResolved(text);
      case MAY_NOT_REVIEW, SELF_REVIEW, MAY_NOT_SUBMIT_FOR -> new Submitted.NotAllowed(text);
      case AUTHOR_NOT_STORED -> new Submitted.NotStored();
      case NOT_FOUND -> new Submitted.Gone();
      case UNAVAILABLE, LIMIT, TOO_MANY_WRITES ->
          throw new Unavailable("Teleport did not answer the review (" + why + "): " + text);
      case NOT_ON_BEHALF,
          DENIED,
          MFA_REQUIRED,
          COMPARE_FAILED,
          INVALID,
          UNIMPLEMENTED,
          CLIENT_TOO_OLD,
          OTHER ->
          new Submitted.NotSupported(advice(why, text));
    };
  }

  @Override
  public Probe probe(String user) {
    Optional<String> tooOld = objection();
    if (tooOld.isPresent()) {
      return new Probe.Cannot(tooOld.get());
    }
    return switch (teleport.probeReviewFor(user)) {
      case Answer.Ok<Done> _ -> new Probe.CanReview();
      case Answer.Refused<Done>(Reason why, String text) -> {
        if (why == Reason.UNAVAILABLE || why == Reason.LIMIT) {
          throw new Unavailable("Teleport did not answer the probe (" + why + "): " + text);
        }
        yield new Probe.Cannot(advice(why, text));
      }
    };
  }

  /** What an operator has to do. */
  private static String advice(Reason why, String text) {
    String advice =
        switch (why) {
          case NOT_ON_BEHALF -> "the cluster does not know reviews on behalf, upgrade it to 18.11";
          case MFA_REQUIRED -> "the identity would need MFA, use a bot's (Machine ID)";
          case MAY_NOT_SUBMIT_FOR ->
              "name the reviewers in review_requests.submit_for_users of the identity's role";
          case AUTHOR_NOT_STORED -> "that user is not stored on the cluster now";
          case MAY_NOT_REVIEW -> "that user's own roles let review nothing";
          case DENIED -> "a right is missing, the identity has to list and read user";
          default -> "the cluster refuses";
        };
    return advice + " (" + text + ")";
  }

  /**
   * Whether the cluster can. While it cannot be asked the last answer stands, and before the first
   * one it is thought to: a review that it does not take is answered with the way to decide there.
   */
  public synchronized boolean isSupported() {
    try {
      return objection().isEmpty();
    } catch (Unavailable e) {
      return objection.isEmpty();
    }
  }

  /** Why this cluster is too old; empty when it is not. */
  private synchronized Optional<String> objection() {
    if (askedAt.equals(Instant.MIN) || !clock.instant().isBefore(askedAt.plus(VERSION_FRESH))) {
      objection = objection(cluster());
      askedAt = clock.instant();
    }
    return objection;
  }

  private PingResponse cluster() {
    return switch (teleport.ping()) {
      case Answer.Ok<PingResponse>(PingResponse cluster) -> cluster;
      case Answer.Refused<PingResponse>(Reason why, String text) ->
          throw new Unavailable("Teleport does not tell its version (" + why + "): " + text);
    };
  }

  private static Optional<String> objection(PingResponse cluster) {
    if (!cluster.getServerFeatures().getAdvancedAccessWorkflows()) {
      return Optional.of("the cluster is no Teleport Enterprise, which reviews need");
    }
    String version = cluster.getServerVersion();
    return ServerVersion.parse(version).filter(one -> one.atLeast(18, 11, 0)).isPresent()
        ? Optional.empty()
        : Optional.of(
            "the cluster runs Teleport " + version + "; reviews for people need 18.11 or newer");
  }
}
