package dev.sallyport.cli;

import dev.sallyport.cli.config.ConfigStore;
import dev.sallyport.cli.config.ModeSwitch;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.ModeText;
import dev.sallyport.integrations.http.Pause;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport mode}: the brake. */
@Command(
    name = "mode",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the modes, or sets one: auto_approval, review, pagerduty, opsgenie or slack to off,"
          + " shadow or on. Effective within 60 s.",
      "sallyport mode auto_approval off is the brake: nothing is approved automatically any more."
    })
final class ModeCommand implements Callable<Integer> {
  @Parameters(index = "0", arity = "0..1", paramLabel = "PART", description = "Whose mode.")
  private @Nullable String part;

  @Parameters(index = "1", arity = "0..1", paramLabel = "MODE", description = "off, shadow or on.")
  private @Nullable String mode;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A sallyport.toml on this machine. Default: a stack's or the running local loop's, see"
              + " --stack.")
  private @Nullable Path file;

  @Mixin private StackOption stack = new StackOption();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (part != null && mode == null) {
      throw new Refusal("which mode is " + part + " to have? Add off, shadow or on");
    }
    if (part != null && mode != null) {
      String known = part(part);
      Mode wanted = mode(mode);
      Place place = stack.place(Optional.ofNullable(file));
      place.announce(out);
      ModeSwitch.Done done =
          place.ask(() -> new ModeSwitch(place.store(), Pause.sleeping()).set(known, wanted));
      done.lines().forEach(out::println);
      out.flush();
      return done.effective() ? 0 : 1;
    }
    Place place = stack.place(Optional.ofNullable(file));
    ModeText modes = place.ask(() -> modes(place.store()));
    out.println("modes in " + modes.file() + ":");
    new TreeMap<>(modes.read())
        .forEach((name, value) -> out.println("  " + name + " = " + value.word()));
    out.flush();
    return 0;
  }

  private static ModeText modes(ConfigStore store) {
    return new ModeText(store.name(), store.existing().text());
  }

  private static String part(String name) {
    if (!Config.MODES.containsKey(name)) {
      throw new Refusal(
          "nothing has the mode "
              + name
              + ": choose one of "
              + String.join(", ", new TreeSet<>(Config.MODES.keySet())));
    }
    return name;
  }

  private static Mode mode(String word) {
    for (Mode each : Mode.values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new Refusal(word + " is no mode: choose one of off, shadow, on");
  }
}
