package dev.sallyport.cli;

import dev.sallyport.cli.config.ConfigStore;
import dev.sallyport.cli.config.Differences;
import dev.sallyport.cli.config.Examination;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.config.ConfigReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport config put}. */
@Command(
    name = "put",
    mixinStandardHelpOptions = true,
    description = {
      "Stores a configuration for a stack on AWS, as the parameter /NAME/config.",
      "Checks it, shows what changes, and asks. What somebody else stored meanwhile stays."
    })
final class ConfigPutCommand implements Callable<Integer> {
  @Parameters(paramLabel = "FILE", description = "sallyport.toml.")
  private Path file = Path.of("sallyport.toml");

  @Option(names = "--yes", description = "Stores without asking.")
  private boolean yes;

  @Mixin private StackOption stack = new StackOption();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    String text = FileSecrets.read(file);
    Examination found = Examination.of(file.toString(), text);
    if (!found.problems().isEmpty()) {
      found.problems().forEach(out::println);
      throw new Refusal(
          file + " is not stored: " + found.problems().size() + " to put right, see above");
    }
    found.notes().forEach(note -> out.println("note: " + note));
    ConfigStore store = stack.stack().store();
    Optional<ConfigStore.Stored> stored = store.read();
    if (stored.filter(it -> it.text().equals(text)).isPresent()) {
      out.println(store.name() + " holds this already");
      return 0;
    }
    stored.ifPresent(before -> refuseAnotherCluster(store.name(), before.text(), text));
    show(out, store.name(), stored, text);
    Consent.ask("Store it in " + store.name() + "?", yes);
    out.println(
        store.name()
            + " is stored as "
            + replace(store, stored, text)
            + "; effective within 60 s, and [teleport] once the poller has started anew");
    out.flush();
    return 0;
  }

  /** What is meant for another stack would be refused there, and must not take this one's place. */
  private void refuseAnotherCluster(String name, String before, String text) {
    if (!ConfigReader.problems(name, before).isEmpty()) {
      return;
    }
    String is = ConfigReader.deployed(name, before).teleport().cluster();
    String would = ConfigReader.deployed(file.toString(), text).teleport().cluster();
    if (!is.equals(would)) {
      throw new Refusal(
          file
              + " is of the cluster "
              + would
              + ", and "
              + name
              + " is of "
              + is
              + ": name the stack of that cluster with --stack. If what is stored is the mistake,"
              + " delete it with aws ssm delete-parameter --name "
              + name
              + " and put this again");
    }
  }

  private static String replace(
      ConfigStore store, Optional<ConfigStore.Stored> stored, String text) {
    try {
      return store.replace(stored, text);
    } catch (ConfigStore.Outdated e) {
      throw new Refusal(String.valueOf(e.getMessage()));
    }
  }

  private static void show(
      PrintWriter out, String name, Optional<ConfigStore.Stored> stored, String text) {
    List<String> lines = Differences.of(stored.map(ConfigStore.Stored::text).orElse(""), text);
    out.println(
        stored
            .map(it -> name + ", version " + it.version() + ", changes:")
            .orElse(name + " is new:"));
    lines.forEach(line -> out.println("  " + line));
    if (lines.isEmpty()) {
      out.println("  comments and layout alone");
    }
    out.flush();
  }
}
