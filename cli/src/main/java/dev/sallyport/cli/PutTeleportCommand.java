package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.secrets.SecretInput;
import dev.sallyport.cli.secrets.SecretNames;
import dev.sallyport.cli.secrets.StackSecrets;
import dev.sallyport.teleport.Identity;
import dev.sallyport.teleport.UnusableIdentity;
import dev.sallyport.workers.CredentialChecks;
import dev.sallyport.workers.CredentialChecks.Wrong;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sallyport secrets put teleport}. */
@Command(
    name = "teleport",
    mixinStandardHelpOptions = true,
    description = {
      "Identity files, as tctl auth sign or tbot write them; where the renewal task runs, it stores"
          + " them by itself.",
      "Each connects to [teleport] addr, and the cluster must be the one of [teleport] cluster."
    })
final class PutTeleportCommand implements Callable<Integer> {
  @Option(
      names = "--identity-read",
      paramLabel = "FILE",
      description = "For the poller and the notices.")
  private @Nullable Path read;

  @Option(names = "--identity-decide", paramLabel = "FILE", description = "For own decisions.")
  private @Nullable Path decide;

  @Option(
      names = "--identity-review",
      paramLabel = "FILE",
      description = "For the reviews of people.")
  private @Nullable Path review;

  @Mixin private PutOptions options = new PutOptions();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public Integer call() {
    Map<String, String> identities = new LinkedHashMap<>();
    take("read", read, identities);
    take("decide", decide, identities);
    take("review", review, identities);
    if (identities.isEmpty()) {
      throw new Refusal("name a file: --identity-read, --identity-decide or --identity-review");
    }
    StackSecrets secrets = options.secrets();
    identities.keySet().forEach(secrets::entry);
    options.check(
        spec.commandLine().getErr(),
        "teleport",
        _ -> true,
        checks -> firstWrong(identities, checks));
    PrintWriter out = spec.commandLine().getOut();
    sharing(identities)
        .forEach(
            (user, names) ->
                out.println(
                    "note: %s are the one user %s, so each may do what the others are for"
                        .formatted(String.join(", ", names), user)));
    identities.forEach((name, text) -> PutOptions.store(secrets, name, text, out));
    return 0;
  }

  private static Optional<Wrong> firstWrong(
      Map<String, String> identities, CredentialChecks checks) {
    return identities.entrySet().stream()
        .flatMap(it -> checks.teleport(it.getValue()).map(wrong -> wrong.of(it.getKey())).stream())
        .findFirst();
  }

  /** Users of whom more than one identity is. */
  private static Map<String, List<String>> sharing(Map<String, String> identities) {
    Map<String, List<String>> names = new LinkedHashMap<>();
    identities.forEach(
        (name, text) -> names.computeIfAbsent(user(text), _ -> new ArrayList<>()).add(name));
    names.remove("");
    names.values().removeIf(all -> all.size() == 1);
    return names;
  }

  /** Empty where it cannot be read. */
  private static String user(String identity) {
    try {
      return Identity.parse(identity).user();
    } catch (UnusableIdentity e) {
      return "";
    }
  }

  private static void take(String kind, @Nullable Path file, Map<String, String> identities) {
    if (file != null) {
      identities.put(
          SecretNames.TELEPORT + kind, SecretInput.read("--identity-" + kind, file) + "\n");
    }
  }
}
