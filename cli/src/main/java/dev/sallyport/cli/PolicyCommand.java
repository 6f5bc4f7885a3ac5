package dev.sallyport.cli;

import dev.sallyport.cli.policy.Explanation;
import dev.sallyport.cli.policy.PolicyTest;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.core.config.Mode;
import dev.sallyport.workers.Wiring;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport policy}. */
@Command(
    name = "policy",
    mixinStandardHelpOptions = true,
    description = "Tests the policy of automatic approval, and explains its decisions.",
    subcommands = {PolicyCommand.Test.class, PolicyCommand.Explain.class})
final class PolicyCommand extends CommandGroup {
  private static Config config(Path file) {
    return ConfigReader.local(file.toString(), FileSecrets.read(file));
  }

  /** {@code sallyport policy test}. */
  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = {
        "Judges and routes the cases of YAML files by your sallyport.toml, without any network.",
        "Exit code 0: all as expected; 1: some are not; 2: a file cannot be read."
      })
  static final class Test implements Callable<Integer> {
    @Parameters(paramLabel = "FILE.yaml", arity = "1..*", description = "Files of cases.")
    private List<Path> files = List.of();

    @Option(
        names = "--config",
        paramLabel = "FILE",
        defaultValue = "sallyport.toml",
        description = "The configuration. Default: ${DEFAULT-VALUE}.")
    private Path config = Path.of("sallyport.toml");

    @Option(names = "--trace", description = "Tell of each case how its decision came about.")
    private boolean trace;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      Config read = config(config);
      PolicyTest test = new PolicyTest(read, Wiring.router(read));
      PrintWriter out = spec.commandLine().getOut();
      notes(read).forEach(note -> out.println("note: " + note));
      List<PolicyTest.Result> all = new ArrayList<>();
      for (Path file : files) {
        List<PolicyTest.Result> results = test.run(file.toString(), FileSecrets.read(file));
        results.forEach(result -> print(result, out));
        all.addAll(results);
      }
      long failed = all.stream().filter(result -> !result.failures().isEmpty()).count();
      out.println(all.size() + (all.size() == 1 ? " case, " : " cases, ") + failed + " failed");
      out.flush();
      return failed == 0 ? 0 : 1;
    }

    private List<String> notes(Config read) {
      List<String> notes = new ArrayList<>(read.notices());
      Mode mode = read.modes().getOrDefault("auto_approval", Mode.OFF);
      if (mode != Mode.ON) {
        notes.add("modes.auto_approval is " + mode.word() + ": nothing is approved until it is on");
      }
      return notes;
    }

    private void print(PolicyTest.Result result, PrintWriter out) {
      boolean ok = result.failures().isEmpty();
      out.println((ok ? "ok      " : "FAILED  ") + result.place() + "  " + result.name());
      result.failures().forEach(failure -> out.println("          " + failure));
      if (!ok || trace) {
        result.trace().forEach(step -> out.println("          · " + step));
      }
    }
  }

  /** {@code sallyport policy explain}. */
  @Command(
      name = "explain",
      mixinStandardHelpOptions = true,
      description = {
        "Tells why a request was approved automatically, or why not, and who hears of it.",
        "It only reads. Works on a stack on AWS, beside ./sallyport local, or on what --config"
            + " names."
      })
  static final class Explain implements Callable<Integer> {
    @Parameters(
        paramLabel = "ID",
        description =
            "The request, or the last characters of its id; the whole id once it is gone.")
    private String id = "";

    @Mixin private Reached reached = new Reached();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      PrintWriter out = spec.commandLine().getOut();
      try (Installation installation = reached.find()) {
        String whole = Teleport.fullOrGone(installation.teleport(), id);
        new Explanation(
                installation.wiring().requests().find(whole),
                installation.wiring().memory().read(whole),
                Optional.of(installation.config()))
            .lines()
            .forEach(out::println);
        out.flush();
        return 0;
      }
    }
  }
}
