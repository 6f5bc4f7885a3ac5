package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.secrets.SecretNames;
import dev.sallyport.cli.secrets.StackSecrets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sallyport secrets put pagerduty}. */
@Command(
    name = "pagerduty",
    mixinStandardHelpOptions = true,
    description = {
      "The REST API key. It must read, and the user of [pagerduty] user_email must be there.",
      "The webhook's secret is made by sallyport pagerduty webhook create."
    })
final class PutPagerDutyCommand implements Callable<Integer> {
  private static final String FLAG = "--api-key-file";

  @Option(names = FLAG, paramLabel = "FILE", description = "Holds the key. Default: asks for it.")
  private @Nullable Path file;

  @Mixin private PutOptions options = new PutOptions();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    StackSecrets secrets = options.secrets();
    var _ = secrets.entry(SecretNames.PAGERDUTY_API);
    String key =
        PutOptions.value(FLAG, file, true, "PagerDuty's API key")
            .orElseThrow(() -> new Refusal("nothing was stored"));
    options.check(
        spec.commandLine().getErr(),
        "pagerduty",
        config -> config.pagerduty().isPresent(),
        checks -> checks.pagerduty(key));
    PutOptions.store(secrets, SecretNames.PAGERDUTY_API, key, spec.commandLine().getOut());
    return 0;
  }
}
