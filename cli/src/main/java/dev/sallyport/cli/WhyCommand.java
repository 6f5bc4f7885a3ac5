package dev.sallyport.cli;

import dev.sallyport.cli.why.QueueDepths;
import dev.sallyport.cli.why.Why;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sallyport request why}. */
@Command(
    name = "why",
    mixinStandardHelpOptions = true,
    description = {
      "Tells all that is known of a request: Teleport's truth, decision, memory, each vendor's"
          + " state, its people, the queues.",
      "Only reads. Works on a stack on AWS, beside ./sallyport local, or on what --config names."
    })
final class WhyCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      description = "The request, or the last characters of its id; the whole id once it is gone.")
  private String id = "";

  @Mixin private Reached reached = new Reached();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    try (Installation installation = reached.find()) {
      new Why(
              installation.config(),
              installation.wiring().requests(),
              installation.wiring().memory(),
              installation.wiring().people(),
              installation.destinations().stream().map(installation.wiring()::destination).toList(),
              installation
                  .queues()
                  .map(it -> new QueueDepths(it.sqs(), it.queues().urls(), installation.oldest())),
              spec.commandLine().getOut())
          .print(Teleport.fullOrGone(installation.teleport(), id), Instant.now());
      return 0;
    }
  }
}
