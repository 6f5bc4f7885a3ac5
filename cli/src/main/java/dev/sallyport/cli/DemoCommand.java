package dev.sallyport.cli;

import dev.sallyport.cli.demo.Story;
import dev.sallyport.cli.local.LocalLoop;
import dev.sallyport.cli.local.SimulatedWorld;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code sallyport demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Plays a whole story on this machine, without a terminal or an account, and prints it as a"
          + " timeline.",
      "Exits 0 only if every step was really observed at the simulated Teleport and PagerDuty."
    })
final class DemoCommand implements Callable<Integer> {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    Path directory = temporary();
    try (SimulatedWorld world = SimulatedWorld.start(directory);
        LocalLoop loop =
            world.run(world.settings("the simulated configuration", world::config, _ -> {}))) {
      out.printf(
          "Teleport %s, PagerDuty %s and Slack %s (all simulated), SQS %s, the poller and the"
              + " functions run.%n",
          world.teleport().address(), world.pagerduty().url(), world.slack().url(), loop.sqs());
      return Story.play(world, out) ? 0 : 1;
    } finally {
      delete(directory);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("sallyport-demo");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
