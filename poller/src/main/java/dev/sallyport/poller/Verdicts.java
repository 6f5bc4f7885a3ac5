package dev.sallyport.poller;

import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.ServerVersion;
import java.time.Instant;
import java.util.Optional;

/** Which answers of a cluster want a person, told from those that pass by themselves. */
final class Verdicts {
  private static final int OLDEST_SERVER = 16;

  private Verdicts() {}

  /** What was asked. */
  enum Call {
    OPEN,
    PING,
    WATCH,
    LIST,
    ENTRIES
  }

  /** A refused call. */
  record Failure(Call call, Reason reason, String text) {}

  /** Whether this is the cluster that was configured, and new enough. */
  static Optional<Stop> of(Cluster.Facts facts, String configured) {
    if (!facts.name().equals(configured)) {
      return stop(
          Stop.Kind.WRONG_CLUSTER,
          "this is the cluster %s, the configuration names %s: correct teleport.cluster, teleport.addr or the identity"
              .formatted(facts.name(), configured));
    }
    boolean tooOld =
        ServerVersion.parse(facts.version())
            .map(version -> version.major() < OLDEST_SERVER)
            .orElse(false);
    return tooOld
        ? stop(
            Stop.Kind.VERSION,
            "the cluster runs Teleport %s: upgrade it to %d or newer"
                .formatted(facts.version(), OLDEST_SERVER))
        : Optional.empty();
  }

  /** Whether a refusal will stay until a person does something. */
  static Optional<Stop> of(Failure failure, Instant identityEnds, Instant now) {
    return switch (failure.reason()) {
      case UNAVAILABLE ->
          identityEnds.isAfter(now)
              ? Optional.empty()
              : stop(
                  Stop.Kind.IDENTITY,
                  "the identity expired at %s: renew it (%s)"
                      .formatted(identityEnds, failure.text()));
      case DENIED -> Optional.of(denied(failure));
      case CLIENT_TOO_OLD ->
          stop(
              Stop.Kind.VERSION,
              "the cluster refuses this version of Sallyport: upgrade it (%s)"
                  .formatted(failure.text()));
      case INVALID ->
          failure.call() == Call.OPEN
              ? stop(Stop.Kind.IDENTITY, "the identity cannot be used: " + failure.text())
              : Optional.empty();
      case NOT_FOUND,
          MAY_NOT_REVIEW,
          SELF_REVIEW,
          AUTHOR_NOT_STORED,
          MAY_NOT_SUBMIT_FOR,
          NOT_ON_BEHALF,
          ALREADY_REVIEWED,
          ALREADY_RESOLVED,
          MFA_REQUIRED,
          COMPARE_FAILED,
          TOO_MANY_WRITES,
          UNIMPLEMENTED,
          LIMIT,
          OTHER ->
          Optional.empty();
    };
  }

  private static Stop denied(Failure failure) {
    return switch (failure.call()) {
      case WATCH, LIST -> missing("access_request", failure);
      case ENTRIES -> missing("access_plugin_data", failure);
      case OPEN, PING ->
          new Stop(
              Stop.Kind.REFUSED,
              "Teleport refuses this identity: unlock its user, or issue the identity again (%s)"
                  .formatted(failure.text()));
    };
  }

  private static Stop missing(String resource, Failure failure) {
    return new Stop(
        Stop.Kind.MISSING_RIGHT,
        "a right is missing: grant the identity's role the rule {resources: [%s], verbs: [list, read]} (%s)"
            .formatted(resource, failure.text()));
  }

  private static Optional<Stop> stop(Stop.Kind kind, String text) {
    return Optional.of(new Stop(kind, text));
  }
}
