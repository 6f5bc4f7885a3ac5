package dev.sallyport.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** A command that is but a name for others: alone it shows how they are used. */
abstract class CommandGroup implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public final void run() {
    spec.commandLine().usage(out());
  }

  /** Where the commands of the group print. */
  final PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
