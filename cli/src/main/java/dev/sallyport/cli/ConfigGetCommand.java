package dev.sallyport.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sallyport config get}. */
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    description = "Prints the stored configuration of a stack, byte by byte.")
final class ConfigGetCommand implements Callable<Integer> {
  @Mixin private StackOption stack = new StackOption();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    out.print(stack.stack().store().existing().text());
    out.flush();
    return 0;
  }
}
