package dev.sallyport.cli;

import dev.sallyport.cli.dlq.DeadLetterList;
import dev.sallyport.workers.SqsMail;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import software.amazon.awssdk.services.sqs.SqsClient;

/** {@code sallyport dlq list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "How many dead letters each queue has, and how old the oldest is.")
final class DlqListCommand implements Callable<Integer> {
  @Mixin private ReachedQueues reached = new ReachedQueues();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    SqsMail mail = reached.open();
    try (SqsClient _ = mail.sqs()) {
      new DeadLetterList(spec.commandLine().getOut(), Instant.now()).print(ReachedQueues.all(mail));
      return 0;
    }
  }
}
