package dev.sallyport.integrations.teleport;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.teleport.ConnectionUpgrade;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.TeleportClientBuilder;
import java.util.Locale;
import java.util.function.Supplier;

/** The cluster that {@code [teleport]} of a configuration names. */
public final class Clusters {
  private Clusters() {}

  /** A client as the configuration says, with the identity that it names. */
  public static TeleportClientBuilder client(Config.Teleport teleport) {
    return client(teleport, Identities.of(teleport));
  }

  /** The same with an identity from elsewhere. */
  public static TeleportClientBuilder client(
      Config.Teleport teleport, Supplier<Identity> identity) {
    return TeleportClient.builder(teleport.addr())
        .identity(identity)
        .clusterName(teleport.cluster())
        .connectionUpgrade(
            ConnectionUpgrade.valueOf(teleport.connectionUpgrade().toUpperCase(Locale.ROOT)))
        .reloadInterval(teleport.refreshIdentityInterval());
  }

  /**
   * Refuses another cluster than the one that a deployment's queues and alarms are for.
   *
   * @param place where the configuration is stored, for the message
   * @throws ConfigError naming both
   */
  public static void require(String cluster, Config.Teleport teleport, String place) {
    if (!teleport.cluster().equals(cluster)) {
      throw new ConfigError(
          "%s names the cluster %s, and this deployment is for %s: correct teleport.cluster"
              .formatted(place, teleport.cluster(), cluster));
    }
  }
}
