package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.core.signal.Signals;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands that work on an installation. */
final class Reached {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "sallyport.toml. Default: that of the stack, or else that of the running local loop.")
  private @Nullable Path config;

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description =
          "The identity file to act with. Default: that of the configuration, or the stack's secret"
              + " teleport-read.")
  private @Nullable Path identity;

  @Mixin private StackOption stack = new StackOption();

  /** A stack that the flag names goes first; one that the variable names, after a local loop. */
  Installation find() {
    if (config != null && stack.given()) {
      throw new Refusal("--config and --stack name two installations: give one of them");
    }
    // What the parts have to tell is in what the command prints.
    Signals unheard = _ -> {};
    Optional<Path> file = Optional.ofNullable(config);
    Optional<Path> own = Optional.ofNullable(identity);
    boolean onAws =
        stack.given() || (file.isEmpty() && RunFile.find().isEmpty() && stack.named().isPresent());
    return onAws
        ? Installation.stack(stack.name(), own, unheard)
        : Installation.find(file, own, unheard);
  }
}
