package dev.sallyport.cli;

import dev.sallyport.cli.handover.HandingBack;
import dev.sallyport.cli.handover.QueueContent;
import dev.sallyport.workers.SqsMail;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport handback}. */
@Command(
    name = "handback",
    mixinStandardHelpOptions = true,
    description = {
      "Leaves a destination's pending requests to its Go plugin: sets the mode off, waits until the"
          + " queue is empty, completes what arrived meanwhile, closes what the plugin cannot know,"
          + " and writes the plugin's own entries. Start the plugin afterwards. May be repeated.",
      "Exit code 0: all are left; 1: some are not, or are announced nowhere."
    })
final class HandbackCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DESTINATION", description = "pagerduty, opsgenie or slack.")
  private String destination = "";

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "How long to wait until the queue is empty. Default: ${DEFAULT-VALUE}.")
  private int seconds = 300;

  @Mixin private Reached reached = new Reached();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (Installation installation = reached.toChange(out)) {
      String name = installation.destination(destination);
      SqsMail queues = installation.queuesAtHand();
      Consent.ask("Shall " + name + " be left to its Go plugin?", yes);
      HandingBack handing =
          new HandingBack(
              Handovers.scene(installation, name, out),
              installation.wiring().handback(name),
              installation.wiring().leftovers(name),
              new QueueContent(queues.sqs(), queues.queues().url(name)));
      return handing.handBack(Duration.ofSeconds(seconds)) ? 0 : 1;
    }
  }
}
