package dev.sallyport.cli;

import dev.sallyport.cli.dlq.DeadLetterList;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.workers.SqsMail;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code sallyport dlq redrive}. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    description = {
      "Sends dead letters back to their queue, once their cause is put right.",
      "Decisions (reviews-…) are never sent again: a person decides again.",
      "Ends with 1 when a message that was asked for stays."
    })
final class DlqRedriveCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUEUE", description = "requests, pagerduty, opsgenie or slack.")
  private String queue = "";

  @Option(
      names = "--id",
      paramLabel = "MESSAGE",
      description = "A message's id, as show tells it; may come again. Default: all.")
  private Set<String> ids = Set.of();

  @Mixin private ReachedQueues reached = new ReachedQueues();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    if (queue.startsWith("reviews-")) {
      throw new Refusal(
          queue
              + " holds what people decided, which is never sent again: an old decision must not"
              + " count. Who decided decides again");
    }
    PrintWriter out = spec.commandLine().getOut();
    SqsMail mail = reached.toChange(out);
    try (SqsClient _ = mail.sqs()) {
      return new DeadLetterList(out, Instant.now()).redrive(ReachedQueues.one(mail, queue), ids)
          ? 0
          : 1;
    }
  }
}
