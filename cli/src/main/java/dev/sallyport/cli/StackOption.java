package dev.sallyport.cli;

import dev.sallyport.cli.config.ConfigStore;
import dev.sallyport.cli.config.ParameterStore;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.integrations.aws.AwsClients;
import dev.sallyport.integrations.aws.ConfigParameter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which deployment on AWS is meant. */
final class StackOption {
  private static final String VARIABLE = "SALLYPORT_STACK";
  private static final String STANDARD = "sallyport";
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,63}");

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description =
          "The stack on AWS. Default: the variable SALLYPORT_STACK, else sallyport. Credentials and"
              + " region are found as AWS's own tools find them.")
  private @Nullable String name;

  /** Whether the flag names one. */
  boolean given() {
    return name != null;
  }

  /** The stack that the flag or the variable names. */
  Optional<String> named() {
    return Optional.ofNullable(name)
        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)).filter(it -> !it.isBlank()))
        .map(StackOption::checked);
  }

  /** The same, or the usual one. */
  String name() {
    return named().orElse(STANDARD);
  }

  /** Its configuration. */
  ConfigStore config() {
    return new ParameterStore(
        new ConfigParameter(AwsClients.ssm(), ConfigParameter.nameOf(name())));
  }

  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new Refusal(
          "--stack " + name + " is no name of a stack: it has letters, digits and dashes");
    }
    return name;
  }
}
