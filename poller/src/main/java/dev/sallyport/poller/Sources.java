package dev.sallyport.poller;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.integrations.teleport.Clusters;
import dev.sallyport.poller.Found.Here;
import dev.sallyport.poller.Found.Missing;
import dev.sallyport.poller.Found.Unusable;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.TeleportClientBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Where the configuration and the identity come from.
 *
 * @param cluster the one that this deployment is for
 */
record Sources(String cluster, Stored configuration, Stored identity) {
  /**
   * All that is needed to begin.
   *
   * @param mark differs when the identity does; nothing of it can be told from it
   */
  record Ready(Config.Teleport teleport, String mark) {}

  Found<Ready> ready() {
    return switch (teleport()) {
      case Missing<Config.Teleport>(String what) -> new Missing<>(what);
      case Unusable<Config.Teleport>(String why) -> new Unusable<>(why);
      case Here<Config.Teleport>(Config.Teleport teleport) -> withIdentity(teleport);
    };
  }

  /** How to reach the cluster, as the configuration says now. */
  Found<Config.Teleport> teleport() {
    try {
      Optional<String> text = configuration.read();
      if (text.isEmpty()) {
        return new Missing<>("the configuration in " + configuration.place());
      }
      Config.Teleport teleport =
          ConfigReader.deployed(configuration.place(), text.get()).teleport();
      Clusters.require(cluster, teleport, configuration.place());
      return new Here<>(teleport);
    } catch (ConfigError | Unavailable e) {
      return new Unusable<>(String.valueOf(e.getMessage()));
    }
  }

  private Found<Ready> withIdentity(Config.Teleport teleport) {
    try {
      Optional<String> text = identity.read();
      return text.isPresent()
          ? new Here<>(new Ready(teleport, mark(text.get())))
          : new Missing<>("the identity in " + identity.place());
    } catch (Unavailable e) {
      return new Unusable<>(String.valueOf(e.getMessage()));
    }
  }

  private Identity currentIdentity() {
    return Identity.parse(identity.read().orElse(""));
  }

  /** A client that reads the identity here. */
  TeleportClientBuilder client(Config.Teleport teleport) {
    return Clusters.client(teleport, this::currentIdentity);
  }

  PollerSettings settings(Config.Teleport teleport) {
    return PollerSettings.of(teleport).withCanary();
  }

  private static String mark(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
