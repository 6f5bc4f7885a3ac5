package dev.sallyport.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sallyport dlq}. */
@Command(
    name = "dlq",
    mixinStandardHelpOptions = true,
    description = "Shows the dead letters of a stack or of the running local loop.",
    subcommands = {DlqListCommand.class, DlqShowCommand.class, DlqRedriveCommand.class})
final class DlqCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
