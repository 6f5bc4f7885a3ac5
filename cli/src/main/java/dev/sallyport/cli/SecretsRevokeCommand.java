package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.secrets.SecretNames;
import dev.sallyport.cli.secrets.StackSecrets;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport secrets revoke}. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Ends the verification secret before the current one at once, as when it has leaked.",
      "What was signed with it and is still under way is refused. Functions ask again within five"
          + " minutes."
    })
final class SecretsRevokeCommand implements Callable<Integer> {
  private static final Map<String, String> SECRETS =
      Map.of("slack", SecretNames.SLACK_SIGNING, "pagerduty", SecretNames.PAGERDUTY_WEBHOOK);

  @Parameters(paramLabel = "VENDOR", description = "slack or pagerduty.")
  private String vendor = "";

  @Option(names = "--yes", description = "Ends it without asking.")
  private boolean yes;

  @Mixin private StackOption stack = new StackOption();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    String secret =
        Optional.ofNullable(SECRETS.get(vendor))
            .orElseThrow(() -> new Refusal("VENDOR is slack or pagerduty, not " + vendor));
    StackSecrets secrets = StackSecrets.of(stack.name());
    PrintWriter out = spec.commandLine().getOut();
    if (secrets.previous(secret).isEmpty()) {
      out.println(secrets.nameOf(secret) + " has no secret before the current one that counts");
      out.flush();
      return 0;
    }
    Consent.ask("End the secret before the current one of " + secrets.nameOf(secret) + "?", yes);
    secrets.revoke(secret);
    out.println(
        "ended: the functions know within five minutes; only the current one of "
            + secrets.nameOf(secret)
            + " counts then");
    out.flush();
    return 0;
  }
}
