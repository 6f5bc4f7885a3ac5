package dev.sallyport.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that work on an installation. */
final class Reached {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "sallyport.toml. Default: that of the running local loop.")
  private @Nullable Path config;

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description = "The identity file to act with. Default: that of the configuration.")
  private @Nullable Path identity;

  Installation find() {
    // What the parts have to tell is in what the command prints.
    return Installation.find(Optional.ofNullable(config), Optional.ofNullable(identity), _ -> {});
  }
}
