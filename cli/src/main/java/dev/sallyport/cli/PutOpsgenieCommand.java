package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.secrets.SecretInput;
import dev.sallyport.cli.secrets.StackSecrets;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sallyport secrets put opsgenie}. */
@Command(
    name = "opsgenie",
    mixinStandardHelpOptions = true,
    description = {
      "The key of an API integration of Opsgenie or of JSM Operations; for JSM also the login of an"
          + " Atlassian account."
    })
final class PutOpsgenieCommand implements Callable<Integer> {
  private static final String KEY_FLAG = "--api-key-file";
  private static final String LOGIN_FLAG = "--login-file";
  private static final String KEY = "opsgenie-api";
  private static final String LOGIN = "jsm-api";

  @Option(
      names = KEY_FLAG,
      paramLabel = "FILE",
      description = "Holds the key. Without either file: asks for it.")
  private @Nullable Path keyFile;

  @Option(
      names = LOGIN_FLAG,
      paramLabel = "FILE",
      description = "Holds an Atlassian account's e-mail and API token as email:token, for JSM.")
  private @Nullable Path loginFile;

  @Mixin private PutOptions options = new PutOptions();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    StackSecrets secrets = options.secrets();
    Optional<String> login =
        Optional.ofNullable(loginFile).map(path -> SecretInput.read(LOGIN_FLAG, path));
    Optional<String> key =
        keyFile == null && loginFile == null
            ? SecretInput.ask(KEY_FLAG, "the key of the API integration")
            : Optional.ofNullable(keyFile).map(path -> SecretInput.read(KEY_FLAG, path));
    if (key.isEmpty() && login.isEmpty()) {
      throw new Refusal("nothing was stored");
    }
    if (login.filter(text -> !text.matches("[^:\\s]+@[^:\\s]+:\\S+")).isPresent()) {
      throw new Refusal("nothing was stored: " + LOGIN_FLAG + " holds no email:token");
    }
    key.ifPresent(_ -> secrets.entry(KEY));
    login.ifPresent(_ -> secrets.entry(LOGIN));
    options.check(
        spec.commandLine().getErr(),
        "opsgenie",
        config -> config.opsgenie().isPresent(),
        checks -> checks.opsgenie(key, login));
    key.ifPresent(value -> store(secrets, KEY, value));
    login.ifPresent(value -> store(secrets, LOGIN, value));
    return 0;
  }

  private void store(StackSecrets secrets, String secret, String value) {
    secrets.store(secret, value);
    PrintWriter out = spec.commandLine().getOut();
    out.println(secrets.nameOf(secret) + " is stored");
    out.flush();
  }
}
