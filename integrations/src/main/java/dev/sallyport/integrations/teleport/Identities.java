package dev.sallyport.integrations.teleport;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.teleport.Identity;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The identity that a configuration names, read again at each call. */
public final class Identities {
  private Identities() {}

  /** Of an identity file, or of key, certificate and CAs. */
  public static Supplier<Identity> of(Config.Teleport teleport) {
    if (teleport.files().isPresent()) {
      Config.Teleport.Files files = teleport.files().get();
      return () ->
          Identity.ofFiles(
              Path.of(files.clientKey()), Path.of(files.clientCrt()), Path.of(files.rootCas()));
    }
    Path file =
        Path.of(
            teleport
                .identity()
                .orElseThrow(
                    () ->
                        new ConfigError(
                            "teleport.identity is missing: name the identity file that tbot or tctl"
                                + " wrote")));
    return () -> Identity.read(file);
  }
}
