package dev.sallyport.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sallyport config}. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    description = "Checks, stores and shows the configuration of a stack on AWS.",
    subcommands = {ConfigPutCommand.class, ConfigGetCommand.class, ConfigValidateCommand.class})
final class ConfigCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
