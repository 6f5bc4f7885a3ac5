package dev.sallyport.cli;

import dev.sallyport.cli.handover.TakingOver;
import dev.sallyport.core.config.Config;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport takeover}. */
@Command(
    name = "takeover",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a Go plugin's pending requests over: tells what it leaves, sets the destination's mode"
          + " on, and waits until each is ours. Stop the plugin first. May be repeated.",
      "Exit code 0: all are ours; 1: some are not yet."
    })
final class TakeoverCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DESTINATION", description = "pagerduty, opsgenie or slack.")
  private String destination = "";

  @Option(names = "--check", description = "Only tells what there is to take.")
  private boolean check;

  @Option(names = "--yes", description = "The Go plugin is stopped.")
  private boolean yes;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "240",
      description = "How long to wait until all are ours. Default: ${DEFAULT-VALUE}.")
  private int seconds = 240;

  @Mixin private Reached reached = new Reached();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Installation installation = check ? reached.find() : reached.toChange(out)) {
      String name = installation.destination(destination);
      TakingOver taking =
          new TakingOver(
              Handovers.scene(installation, name, out),
              installation.wiring().inheritance(name),
              installation.wiring().reclaim(name),
              installation.queuesAtHand().to("requests"));
      boolean undisputed = taking.look(recipients(installation.config(), name));
      if (check) {
        return undisputed ? 0 : 1;
      }
      if (!undisputed) {
        out.println("attention: the Go plugin for " + name + " wrote after it was taken over");
        out.flush();
      }
      Consent.ask("Is the Go plugin for " + name + " stopped everywhere?", yes);
      return taking.take(Duration.ofSeconds(seconds)) ? 0 : 1;
    }
  }

  /** Somebody to try the destination with. */
  private static List<String> recipients(Config config, String destination) {
    return destination.equals("slack")
        ? config.slack().stream()
            .flatMap(it -> it.recipients().getOrDefault("*", List.of()).stream())
            .limit(3)
            .toList()
        : List.of();
  }
}
