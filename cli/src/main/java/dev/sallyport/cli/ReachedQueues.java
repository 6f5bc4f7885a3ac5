package dev.sallyport.cli;

import dev.sallyport.cli.dlq.DeadLetters;
import dev.sallyport.cli.local.LocalLoop;
import dev.sallyport.cli.local.LocalQueues;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.cli.stack.StackQueues;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.workers.SqsMail;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** The option of commands that work on queues. */
final class ReachedQueues {
  @Mixin private StackOption stack = new StackOption();

  /** The queues, to look at them. Whoever takes them closes the client behind them. */
  SqsMail open() {
    return at(place());
  }

  /** The same to change them, which is told first. */
  SqsMail toChange(PrintWriter out) {
    Place place = place();
    SqsMail found = at(place);
    place.announce(out);
    return found;
  }

  private Place place() {
    return stack.place(Optional.empty());
  }

  private static SqsMail at(Place place) {
    return switch (place) {
      case Place.Stack it -> it.ask(() -> StackQueues.of(AwsClients.sqs(), it.name()));
      case Place.Loop(RunFile run) -> local(run);
      case Place.File it -> throw new Refusal(it.words() + " has no queues");
    };
  }

  private static SqsMail local(RunFile run) {
    return LocalQueues.at(
        URI.create(run.sqs()),
        LocalLoop.queueNames(
            ConfigReader.local(run.config(), FileSecrets.read(Path.of(run.config())))));
  }

  static List<DeadLetters> all(SqsMail mail) {
    return names(mail).stream().map(name -> letters(mail, name)).toList();
  }

  /**
   * The dead letters of one queue.
   *
   * @throws Refusal naming those that there are
   */
  static DeadLetters one(SqsMail mail, String name) {
    if (!names(mail).contains(name)) {
      throw new Refusal(
          "there is no queue " + name + ": choose one of " + String.join(", ", names(mail)));
    }
    return letters(mail, name);
  }

  private static List<String> names(SqsMail mail) {
    return mail.queues().urls().keySet().stream()
        .filter(name -> !name.endsWith("-dead"))
        .sorted()
        .toList();
  }

  private static DeadLetters letters(SqsMail mail, String name) {
    return new DeadLetters(
        mail.sqs(), name, mail.queues().url(name), mail.queues().deadLetters(name));
  }
}
