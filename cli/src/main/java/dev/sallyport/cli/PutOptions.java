package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.secrets.SecretInput;
import dev.sallyport.cli.secrets.StackSecrets;
import dev.sallyport.core.config.Config;
import dev.sallyport.workers.CredentialChecks;
import dev.sallyport.workers.CredentialChecks.Wrong;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands have in common that store a secret. */
final class PutOptions {
  @Mixin private StackOption stack = new StackOption();

  @Option(
      names = "--no-check",
      description = "Stores without trying it out, as where the vendor cannot be reached.")
  private boolean unchecked;

  @Option(
      names = "--api-url",
      paramLabel = "URL",
      hidden = true,
      description = "Where the vendor's API is, for tests.")
  private @Nullable URI apiUrl;

  /**
   * A value.
   *
   * @param file that holds it
   * @param asks whether a person is asked where there is no file
   */
  static Optional<String> value(String flag, @Nullable Path file, boolean asks, String question) {
    if (file != null) {
      return Optional.of(SecretInput.read(flag, file));
    }
    return asks ? SecretInput.ask(flag, question) : Optional.empty();
  }

  /** Stores one, and says so. */
  static void store(StackSecrets secrets, String secret, String value, PrintWriter out) {
    secrets.store(secret, value);
    out.println(secrets.nameOf(secret) + " is stored");
    out.flush();
  }

  StackSecrets secrets() {
    return StackSecrets.of(stack.name());
  }

  /**
   * Tries a secret out.
   *
   * @param section the configuration must have; empty = none
   * @param judge what is wrong
   * @throws Refusal when it is not as it must be
   */
  void check(
      PrintWriter err,
      String section,
      Function<Config, Boolean> isThere,
      Function<CredentialChecks, Optional<Wrong>> judge) {
    if (unchecked) {
      err.println("WARNING: stored without a try: nobody knows whether it is good");
      err.flush();
      return;
    }
    Config config = stack.stack().config();
    if (!isThere.apply(config)) {
      throw new Refusal(
          "the configuration of the stack "
              + stack.name()
              + " has no section ["
              + section
              + "]: nothing needs this secret");
    }
    CredentialChecks checks =
        new CredentialChecks(config, Optional.ofNullable(apiUrl), InstantSource.system());
    judge
        .apply(checks)
        .ifPresent(
            wrong -> {
              throw new Refusal(
                  "nothing was stored: "
                      + wrong.words()
                      + (wrong.asked() ? "" : ". --no-check stores it without a try"));
            });
  }
}
