package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.RunFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployment on AWS is meant. */
final class StackOption {
  private static final String VARIABLE = "SALLYPORT_STACK";

  /** A function's name has 64 characters at most, of which -webhook-pagerduty takes 18. */
  private static final int LONGEST = 46;

  private static final Pattern NAME =
      Pattern.compile("[A-Za-z][A-Za-z0-9-]{0," + (LONGEST - 1) + "}");

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "The stack on AWS. Default: the variable SALLYPORT_STACK; else, where the command works"
              + " on it too, the running local loop; else sallyport. Credentials and region are"
              + " found as AWS's own tools find them.")
  private @Nullable String name;

  /** Whether the flag names one. */
  boolean isGiven() {
    return name != null;
  }

  private Optional<String> flag() {
    return Optional.ofNullable(name).map(it -> checked("--stack", it));
  }

  private static Optional<String> variable() {
    return Optional.ofNullable(System.getenv(VARIABLE))
        .filter(it -> !it.isBlank())
        .map(it -> checked(VARIABLE, it));
  }

  /** The stack, for commands that work on nothing else. */
  Place.Stack stack() {
    return new Place.Stack(flag().or(StackOption::variable).orElse(Place.STANDARD), true);
  }

  /** Its name. */
  String name() {
    return stack().name();
  }

  /**
   * The installation, for commands that work on others too.
   *
   * @param config {@code --config}
   */
  Place place(Optional<Path> config) {
    return Place.of(flag(), config, variable(), RunFile::find);
  }

  private static String checked(String source, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Refusal(
          source
              + " "
              + name
              + " is no name of a stack: it has letters, digits and dashes, a letter first, "
              + LONGEST
              + " at most");
    }
    return name;
  }
}
