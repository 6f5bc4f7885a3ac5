package dev.sallyport.cli;

import dev.sallyport.cli.secrets.SecretNames;
import dev.sallyport.cli.secrets.StackSecrets;
import dev.sallyport.integrations.aws.DeploymentSecrets.Entry;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sallyport secrets list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Shows which secrets the stack has, which are empty, and when they were changed.")
final class SecretsListCommand implements Callable<Integer> {
  private static final Set<String> VERIFYING =
      Set.of(SecretNames.SLACK_SIGNING, SecretNames.PAGERDUTY_WEBHOOK);

  @Mixin private StackOption stack = new StackOption();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    StackSecrets secrets = StackSecrets.of(stack.name());
    PrintWriter out = spec.commandLine().getOut();
    for (Entry entry : secrets.list()) {
      out.println(
          "%-22s %-6s %-20s %s"
              .formatted(
                  entry.name(),
                  isEmpty(secrets, entry) ? "empty" : "stored",
                  entry
                      .changedAt()
                      .map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString())
                      .orElse("-"),
                  remarks(secrets, entry))
              .stripTrailing());
    }
    out.flush();
    return 0;
  }

  private static boolean isEmpty(StackSecrets secrets, Entry entry) {
    return entry.current().isEmpty()
        || (VERIFYING.contains(entry.name()) && secrets.verification(entry.name()).isEmpty());
  }

  private static String remarks(StackSecrets secrets, Entry entry) {
    String previous =
        VERIFYING.contains(entry.name())
            ? secrets
                .previous(entry.name())
                .map(
                    it ->
                        "the one before counts until " + it.until().truncatedTo(ChronoUnit.SECONDS))
                .orElse("")
            : "";
    String rotating = entry.isRotating() ? "a rotation is under way" : "";
    return previous.isEmpty() || rotating.isEmpty()
        ? previous + rotating
        : previous + "; " + rotating;
  }
}
