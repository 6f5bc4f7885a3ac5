package dev.sallyport.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sallyport configure}. */
@Command(
    name = "configure",
    mixinStandardHelpOptions = true,
    description = "Prints what has to be set up outside of Sallyport.",
    subcommands = {ConfigureTeleportCommand.class})
final class ConfigureCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
