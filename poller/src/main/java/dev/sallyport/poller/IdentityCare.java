package dev.sallyport.poller;

import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Reads the identity again, and says when it cannot be read or is about to end. */
final class IdentityCare {
  private static final Duration ENDING = Duration.ofMinutes(10);

  private final Troubles troubles;
  private final Vitals vitals;
  private final InstantSource clock;

  IdentityCare(Troubles troubles, Vitals vitals, InstantSource clock) {
    this.troubles = troubles;
    this.vitals = vitals;
    this.clock = clock;
  }

  void refresh(Cluster cluster) {
    switch (cluster.reload()) {
      case Answer.Ok<?> _ ->
          troubles.settle("identity-not-reloaded", "the identity is usable again");
      case Answer.Refused<?>(Reason reason, String text) ->
          troubles.alarm(
              "identity-not-reloaded",
              reason.name(),
              "the new identity is not usable, the one before stays: " + text);
    }
    check(cluster);
  }

  void check(Cluster cluster) {
    Instant end = cluster.identityEnds();
    vitals.identity(cluster.identityBegins(), end);
    if (end.isAfter(clock.instant().plus(ENDING))) {
      troubles.settle("identity-ending", "the identity was renewed");
    } else {
      troubles.alarm("identity-ending", end.toString(), "the identity ends at " + end);
    }
  }
}
