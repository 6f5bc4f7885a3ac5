package dev.sallyport.cli;

import dev.sallyport.cli.dlq.DeadLetterList;
import dev.sallyport.workers.SqsMail;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code sallyport dlq show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Tells of each dead letter of a queue what it is about, why it is there and since when.",
      "Of decisions (reviews-…) neither a text nor a reason is shown."
    })
final class DlqShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "QUEUE", description = "requests, pagerduty, reviews-slack, …")
  private String queue = "";

  @Mixin private ReachedQueues reached = new ReachedQueues();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    SqsMail mail = reached.open();
    try (SqsClient _ = mail.sqs()) {
      new DeadLetterList(spec.commandLine().getOut(), Instant.now())
          .print(ReachedQueues.one(mail, queue));
      return 0;
    }
  }
}
