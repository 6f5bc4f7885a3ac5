package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.secrets.SecretNames;
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
    Optional<String> login = PutOptions.value(LOGIN_FLAG, loginFile, false, "");
    Optional<String> key =
        PutOptions.value(KEY_FLAG, keyFile, loginFile == null, "the key of the API integration");
    if (key.isEmpty() && login.isEmpty()) {
      throw new Refusal("nothing was stored");
    }
    if (login.filter(text -> !text.matches("[^:\\s]+@[^:\\s]+:\\S+")).isPresent()) {
      throw new Refusal("nothing was stored: " + LOGIN_FLAG + " holds no email:token");
    }
    key.ifPresent(_ -> secrets.entry(SecretNames.OPSGENIE_API));
    login.ifPresent(_ -> secrets.entry(SecretNames.JSM_API));
    options.check(
        spec.commandLine().getErr(),
        "opsgenie",
        config -> config.opsgenie().isPresent(),
        checks -> checks.opsgenie(key, login));
    PrintWriter out = spec.commandLine().getOut();
    key.ifPresent(value -> PutOptions.store(secrets, SecretNames.OPSGENIE_API, value, out));
    login.ifPresent(value -> PutOptions.store(secrets, SecretNames.JSM_API, value, out));
    remind(secrets, SecretNames.OPSGENIE_API, KEY_FLAG, out);
    remind(secrets, SecretNames.JSM_API, LOGIN_FLAG, out);
    return 0;
  }

  /** Of the other half, which a stack has for JSM. */
  private static void remind(StackSecrets secrets, String secret, String flag, PrintWriter out) {
    if (secrets.all().find(secret).filter(it -> it.current().isEmpty()).isPresent()) {
      out.println(secrets.nameOf(secret) + " is still empty: store it with " + flag);
      out.flush();
    }
  }
}
