package dev.sallyport.cli;

import dev.sallyport.cli.config.ConfigStore;
import dev.sallyport.cli.config.Examination;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.integrations.aws.ConfigParameter;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code sallyport config validate}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Says all that is wrong with a configuration for AWS, and what is worth knowing.",
      "Exit code 0: it can be stored; 1: it cannot."
    })
final class ConfigValidateCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "sallyport.toml. Default: what is stored for the stack.")
  private @Nullable Path file;

  @Mixin private StackOption stack = new StackOption();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    if (file != null) {
      return tell(file.toString(), FileSecrets.read(file));
    }
    Place.Stack place = stack.stack();
    ConfigStore.Stored stored = stored(place);
    return tell(ConfigParameter.nameOf(place.name()), stored.text());
  }

  /** Where there is none, the file on this machine may be the one that is meant. */
  private static ConfigStore.Stored stored(Place.Stack place) {
    try {
      return place.store().existing();
    } catch (RuntimeException e) {
      Optional<String> why =
          e instanceof Refusal ? Optional.of(Sallyport.firstLine(e)) : AwsFailure.ofSettings(e);
      throw why.<RuntimeException>map(
              it -> new Refusal(it + "; or name a FILE: sallyport config validate FILE"))
          .orElse(e);
    }
  }

  private int tell(String name, String text) {
    PrintWriter out = spec.commandLine().getOut();
    Examination found = Examination.of(name, text);
    found.problems().forEach(out::println);
    found.notes().forEach(note -> out.println("note: " + note));
    out.println(
        found.problems().isEmpty()
            ? name + " can be stored"
            : name + " cannot be stored: " + found.problems().size() + " to put right");
    out.flush();
    return found.problems().isEmpty() ? 0 : 1;
  }
}
