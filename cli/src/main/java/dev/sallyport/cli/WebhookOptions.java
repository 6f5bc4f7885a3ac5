package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.secrets.SecretInput;
import dev.sallyport.cli.secrets.StackSecrets;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.Service;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of commands about the subscription: whose account, and where its secret is. */
final class WebhookOptions {
  private static final String SECRET = "pagerduty-webhook";
  private static final String KEY = "pagerduty-api";
  private static final Path USUAL = Path.of("sallyport.toml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Has the section [pagerduty]. Default: sallyport.toml; with --stack, what is stored.")
  private @Nullable Path config;

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description =
          "Holds the API key. Default: pagerduty.api_key of the configuration; with --stack, what"
              + " is stored.")
  private @Nullable Path keyFile;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "Keeps the secret, readable by its owner alone. Default: pagerduty.webhook_secret of the"
              + " configuration, where it is a path.")
  private @Nullable Path secretFile;

  @Mixin private StackOption stack = new StackOption();

  @Option(
      names = "--api-url",
      paramLabel = "URL",
      hidden = true,
      description = "Where PagerDuty's API is, for tests.")
  private @Nullable URI apiUrl;

  /** The secret's place on AWS; empty where it is kept in a file. */
  Optional<StackSecretStore> inStack() {
    return stackName().map(name -> new StackSecretStore(StackSecrets.of(name), SECRET));
  }

  private Optional<String> stackName() {
    return secretFile == null ? stack.named() : Optional.empty();
  }

  WebhookDesk desk(PrintWriter out) {
    PagerDutyClient client = client();
    SecretStore store =
        inStack().<SecretStore>map(it -> it).orElseGet(() -> new SecretFile(secretPath()));
    return new WebhookDesk(
        client.webhooks(), store, InstantSource.system(), WebhookOptions::pause, out);
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted: run it again to go on");
    }
  }

  private Path secretPath() {
    return Optional.ofNullable(secretFile)
        .or(() -> pagerduty().webhookSecret().filter(text -> text.startsWith("/")).map(Path::of))
        .orElseThrow(
            () ->
                new Refusal(
                    "--secret-file is missing: where the secret is kept; or --stack, for one on"
                        + " AWS"));
  }

  private PagerDutyClient client() {
    Config.PagerDuty pagerduty = pagerduty();
    String key = key(pagerduty);
    URI usual =
        URI.create(
            pagerduty.region().equals("eu")
                ? "https://api.eu.pagerduty.com"
                : "https://api.pagerduty.com");
    return new PagerDutyClient(
        Optional.ofNullable(apiUrl).orElse(usual),
        () -> key,
        pagerduty.userEmail(),
        InstantSource.system());
  }

  private Config.PagerDuty pagerduty() {
    return read()
        .pagerduty()
        .orElseThrow(() -> new Refusal("the configuration has no section [pagerduty]"));
  }

  private Config read() {
    Optional<Path> file = Optional.ofNullable(config);
    Optional<String> name = stackName();
    if (file.isEmpty() && name.isPresent()) {
      return StoredConfig.of(name.get());
    }
    Path path = file.orElse(USUAL);
    return ConfigReader.local(path.toString(), FileSecrets.read(path));
  }

  private String key(Config.PagerDuty pagerduty) {
    Optional<String> given =
        Optional.ofNullable(keyFile)
            .map(file -> SecretInput.read("--api-key-file", file))
            .or(() -> pagerduty.apiKey().map(WebhookOptions::valueOrFile));
    return given
        .or(
            () ->
                stackName()
                    .map(StackSecrets::of)
                    .map(
                        secrets ->
                            secrets
                                .read(KEY)
                                .orElseThrow(
                                    () ->
                                        new Refusal(
                                            secrets.nameOf(KEY)
                                                + " is empty: run sallyport secrets put"
                                                + " pagerduty"))))
        .orElseThrow(() -> new Refusal("--api-key-file is missing, and so is pagerduty.api_key"));
  }

  private static String valueOrFile(String text) {
    return text.startsWith("/") ? SecretInput.read("pagerduty.api_key", Path.of(text)) : text;
  }

  /**
   * The id of a service.
   *
   * @throws Refusal when PagerDuty has none of that name or id
   */
  String serviceId(String nameOrId) {
    Optional<Service> named = WebhookDesk.value(client().serviceByName(nameOrId));
    if (named.isPresent()) {
      return named.get().id();
    }
    return switch (client().service(nameOrId)) {
      case Reply.Ok<Service>(Service found) -> found.id();
      case Reply.Rejected<Service> _ ->
          throw new Refusal("--service: PagerDuty has no service \"" + nameOrId + "\"");
      case Reply<Service> other -> WebhookDesk.value(other).id();
    };
  }
}
