package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.secrets.SecretNames;
import dev.sallyport.cli.secrets.StackSecrets;
import dev.sallyport.core.delivery.VerificationSecrets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sallyport secrets put slack}. */
@Command(
    name = "slack",
    mixinStandardHelpOptions = true,
    description = {
      "The app's bot token, which must be of the workspace of [slack] team_id, and its signing"
          + " secret. Give one of them, or both.",
      "The signing secret before counts for an hour more; see sallyport secrets revoke."
    })
final class PutSlackCommand implements Callable<Integer> {
  private static final String TOKEN_FLAG = "--token-file";
  private static final String SIGNING_FLAG = "--signing-secret-file";

  @Option(
      names = TOKEN_FLAG,
      paramLabel = "FILE",
      description = "Holds the bot token, xoxb-…. Without either file: asks for both.")
  private @Nullable Path tokenFile;

  @Option(names = SIGNING_FLAG, paramLabel = "FILE", description = "Holds the signing secret.")
  private @Nullable Path signingFile;

  @Mixin private PutOptions options = new PutOptions();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    StackSecrets secrets = options.secrets();
    boolean asks = tokenFile == null && signingFile == null;
    Optional<String> token = PutOptions.value(TOKEN_FLAG, tokenFile, asks, "Slack's bot token");
    Optional<String> signing =
        PutOptions.value(SIGNING_FLAG, signingFile, asks, "Slack's signing secret");
    if (token.isEmpty() && signing.isEmpty()) {
      throw new Refusal("nothing was stored");
    }
    token.ifPresent(_ -> secrets.entry(SecretNames.SLACK_BOT));
    signing.ifPresent(_ -> secrets.entry(SecretNames.SLACK_SIGNING));
    signing.ifPresent(PutSlackCommand::checkForm);
    token.ifPresent(this::checkToken);
    PrintWriter out = spec.commandLine().getOut();
    token.ifPresent(value -> PutOptions.store(secrets, SecretNames.SLACK_BOT, value, out));
    signing.ifPresent(value -> storeSigning(secrets, value));
    return 0;
  }

  private void checkToken(String token) {
    if (!token.startsWith("xoxb-")) {
      throw new Refusal(
          "nothing was stored: a bot token begins with xoxb-, and this is another kind of token");
    }
    options.check(
        spec.commandLine().getErr(),
        "slack",
        config -> config.slack().isPresent(),
        checks -> checks.slack(token));
  }

  /** Slack has no call that would try it out. */
  private static void checkForm(String secret) {
    try {
      var _ = VerificationSecrets.of(secret);
    } catch (IllegalArgumentException e) {
      throw new Refusal("nothing was stored, since this is no signing secret: " + e.getMessage());
    }
  }

  private void storeSigning(StackSecrets secrets, String value) {
    String name = secrets.nameOf(SecretNames.SLACK_SIGNING);
    boolean same =
        secrets
            .verification(SecretNames.SLACK_SIGNING)
            .filter(it -> it.current().equals(value))
            .isPresent();
    boolean forgets = !same && secrets.previous(SecretNames.SLACK_SIGNING).isPresent();
    say(
        secrets
            .replace(SecretNames.SLACK_SIGNING, value)
            .map(
                until ->
                    name
                        + " is stored; the one before counts until "
                        + until.truncatedTo(ChronoUnit.SECONDS))
            .orElse(name + (same ? " holds this already" : " is stored")));
    if (forgets) {
      say("the one before that one counts no more");
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
