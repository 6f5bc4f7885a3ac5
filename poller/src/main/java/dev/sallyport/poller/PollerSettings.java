package dev.sallyport.poller;

import dev.sallyport.core.config.Config;
import java.time.Duration;
import java.util.Optional;

/**
 * How a poller runs.
 *
 * @param cluster the name of the one cluster to watch
 * @param identityInterval how often the identity is read again; absent = never
 * @param outboxSize how many requests may have a hint waiting while the queue does not work
 * @param senders how many hints are sent at once
 * @param canary whether each quarter of an hour sends an event that goes the whole way of a request
 *     and is about none, to see that the way is open
 */
public record PollerSettings(
    String cluster,
    Optional<Duration> identityInterval,
    int outboxSize,
    int senders,
    boolean canary) {

  public PollerSettings {
    if (cluster.isBlank()) {
      throw new IllegalArgumentException("the poller needs the cluster's name (teleport.cluster)");
    }
    if (outboxSize < 1 || senders < 1) {
      throw new IllegalArgumentException(
          "the poller needs room for a hint and a sender, not " + outboxSize + " and " + senders);
    }
    if (identityInterval.filter(interval -> !interval.isPositive()).isPresent()) {
      throw new IllegalArgumentException(
          "refresh_identity_interval must be positive, not " + identityInterval.get());
    }
  }

  /** An identity read every minute, room for 10,000 hints, 8 senders. */
  public static PollerSettings of(String cluster) {
    return new PollerSettings(cluster, Optional.of(Duration.ofMinutes(1)), 10_000, 8, false);
  }

  /** The same for the cluster of a configuration, with the identity read as that says. */
  public static PollerSettings of(Config.Teleport teleport) {
    return of(teleport.cluster())
        .withIdentityInterval(
            Optional.of(teleport.refreshIdentityInterval())
                .filter(_ -> teleport.refreshIdentity()));
  }

  /** With the identity read again this often; absent = never. */
  public PollerSettings withIdentityInterval(Optional<Duration> interval) {
    return new PollerSettings(cluster, interval, outboxSize, senders, canary);
  }

  /** With room for that many hints. */
  public PollerSettings withOutboxSize(int size) {
    return new PollerSettings(cluster, identityInterval, size, senders, canary);
  }

  /** With a canary. */
  public PollerSettings withCanary() {
    return new PollerSettings(cluster, identityInterval, outboxSize, senders, true);
  }
}
