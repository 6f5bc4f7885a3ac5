package dev.sallyport.cli;

import dev.sallyport.cli.configure.TeleportResources;
import dev.sallyport.cli.configure.TeleportResources.Joining;
import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sallyport configure teleport}. */
@Command(
    name = "teleport",
    mixinStandardHelpOptions = true,
    description = {
      "Prints all that Teleport must hold, as YAML for tctl create -f: a role for each identity,"
          + " a bot and a join token for it, and annotations to begin with.",
      "With --static: users and the commands that make their identity files."
    })
final class ConfigureTeleportCommand implements Callable<Integer> {
  private static final Pattern ROLE =
      Pattern.compile("arn:aws[a-z-]*:sts::(\\d{12}):assumed-role/[^/]+/.+");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "sallyport.toml, which says what may be approved. Default: the stack's.")
  private @Nullable Path file;

  @Option(
      names = "--reviewers",
      split = ",",
      paramLabel = "USER",
      description =
          "The users in whose names Sallyport may review; several are separated by commas. Needed"
              + " where people decide outside of Teleport; without it there is no identity for it.")
  private List<String> reviewers = List.of();

  @Option(
      names = "--never-for",
      split = ",",
      paramLabel = "USER",
      description = "Users in whose names it may never review, such as administrators.")
  private List<String> neverFor = List.of();

  @Option(
      names = "--renew-arn",
      paramLabel = "ARN",
      description = "The stack's output RenewJoinArn: who renews the identities.")
  private @Nullable String arn;

  @Option(
      names = "--aws-account",
      paramLabel = "ID",
      description =
          "In its place, before the stack is deployed: the twelve digits of the account. The role"
              + " is named by its beginning then.")
  private @Nullable String account;

  @Option(names = "--static", description = "Identity files that people make, in place of bots.")
  private boolean byHand;

  @Mixin private StackOption stack = new StackOption();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    Config config = config();
    if (config.review().enabled() && reviewers.isEmpty()) {
      throw new Refusal(
          "name those who may decide outside of Teleport with --reviewers, or set review.enabled ="
              + " false");
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(new TeleportResources(stack.name(), config, reviewers, neverFor, joining()).yaml());
    out.flush();
    return 0;
  }

  private Config config() {
    return file == null
        ? stack.stack().config()
        : ConfigReader.local(file.toString(), FileSecrets.read(file));
  }

  private Optional<Joining> joining() {
    if (byHand) {
      return Optional.empty();
    }
    if (arn != null) {
      Matcher parts = ROLE.matcher(arn);
      if (!parts.matches()) {
        throw new Refusal(
            "--renew-arn " + arn + " is none: give the stack's output RenewJoinArn as it is");
      }
      return Optional.of(new Joining(parts.group(1), arn));
    }
    if (account == null || !account.matches("\\d{12}")) {
      throw new Refusal(
          "say who renews the identities with --renew-arn or --aws-account (twelve digits), or make"
              + " them by hand with --static");
    }
    if (stack.name().length() > Joining.LONGEST_STACK) {
      throw new Refusal(
          "the stack's name has more than "
              + Joining.LONGEST_STACK
              + " characters, so that nobody knows how its role's name begins: deploy it first, and"
              + " give its output RenewJoinArn as --renew-arn");
    }
    return Optional.of(Joining.of(account, stack.name()));
  }
}
