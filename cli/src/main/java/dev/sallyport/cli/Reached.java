package dev.sallyport.cli;

import dev.sallyport.core.signal.Signals;
import java.io.PrintWriter;
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
          "A sallyport.toml on this machine. Default: a stack or the running local loop, see"
              + " --stack.")
  private @Nullable Path config;

  @Option(
      names = "--identity",
      paramLabel = "FILE",
      description =
          "The identity file to act with. Default: that of the configuration, or the stack's secret"
              + " teleport-read.")
  private @Nullable Path identity;

  @Mixin private StackOption stack = new StackOption();

  /** To look at it. */
  Installation find() {
    return open(place());
  }

  /** To change it, which is told first. */
  Installation toChange(PrintWriter out) {
    Place place = place();
    Installation found = open(place);
    place.announce(out);
    return found;
  }

  private Place place() {
    return stack.place(Optional.ofNullable(config));
  }

  private Installation open(Place place) {
    // What the parts have to tell is in what the command prints.
    Signals unheard = _ -> {};
    return Installation.at(place, Optional.ofNullable(identity), unheard);
  }
}
