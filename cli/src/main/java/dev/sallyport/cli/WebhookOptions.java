package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.cli.local.RunFile;
import dev.sallyport.cli.secrets.SecretInput;
import dev.sallyport.cli.secrets.SecretNames;
import dev.sallyport.cli.secrets.StackSecrets;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.integrations.http.Pause;
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
  private static final Path USUAL = Path.of("sallyport.toml");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "A sallyport.toml on this machine, which has the section [pagerduty]. Default: that of a"
              + " stack or of the running local loop, see --stack; with --secret-file alone, also"
              + " sallyport.toml.")
  private @Nullable Path config;

  @Option(
      names = "--api-key-file",
      paramLabel = "FILE",
      description =
          "Holds the API key. Default: pagerduty.api_key of the configuration; of a stack, what is"
              + " stored.")
  private @Nullable Path keyFile;

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description =
          "Keeps the secret on this machine, readable by its owner alone. Default:"
              + " pagerduty.webhook_secret of the configuration, where it is a path.")
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
    return place() instanceof Place.Stack it
        ? Optional.of(
            new StackSecretStore(StackSecrets.of(it.name()), SecretNames.PAGERDUTY_WEBHOOK))
        : Optional.empty();
  }

  /** A secret's file is on this machine, and so is the installation that it belongs to. */
  Place place() {
    Optional<Path> file = Optional.ofNullable(config);
    if (secretFile == null) {
      return stack.place(file);
    }
    if (stack.isGiven()) {
      throw new Refusal("--secret-file and --stack name two places of the secret: give one");
    }
    return Place.of(
        Optional.empty(),
        file.or(() -> RunFile.find().isPresent() ? Optional.empty() : Optional.of(USUAL)),
        Optional.empty(),
        RunFile::find);
  }

  /** To look at the subscriptions. */
  WebhookDesk desk(PrintWriter out) {
    PagerDutyClient client = client();
    SecretStore store =
        inStack().<SecretStore>map(it -> it).orElseGet(() -> new SecretFile(secretPath()));
    return new WebhookDesk(
        client.webhooks(), store, InstantSource.system(), WebhookOptions::pause, out);
  }

  /** An interruption ends it: what would follow must not come early. */
  static void pause(Duration time) {
    Pause.sleeping().pause(time);
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted: run it again to go on");
    }
  }

  /** To change them, which is told first. */
  WebhookDesk toChange(PrintWriter out) {
    WebhookDesk desk = desk(out);
    place().announce(out);
    return desk;
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
    Optional<URI> simulated =
        place() instanceof Place.Loop(RunFile run)
            ? Optional.ofNullable(run.vendors().get("pagerduty")).map(URI::create)
            : Optional.empty();
    return new PagerDutyClient(
        Optional.ofNullable(apiUrl).or(() -> simulated).orElse(usual),
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
    return switch (place()) {
      case Place.Stack it -> it.ask(it::config);
      case Place.Loop(RunFile run) -> local(Path.of(run.config()));
      case Place.File(Path file) -> local(file);
    };
  }

  private static Config local(Path file) {
    return ConfigReader.local(file.toString(), FileSecrets.read(file));
  }

  private String key(Config.PagerDuty pagerduty) {
    Optional<String> given =
        Optional.ofNullable(keyFile)
            .map(file -> SecretInput.read("--api-key-file", file))
            .or(() -> pagerduty.apiKey().map(WebhookOptions::valueOrFile));
    return given
        .or(() -> inStack().map(it -> storedKey(it.secrets())))
        .orElseThrow(() -> new Refusal("--api-key-file is missing, and so is pagerduty.api_key"));
  }

  private static String storedKey(StackSecrets secrets) {
    return secrets
        .read(SecretNames.PAGERDUTY_API)
        .orElseThrow(
            () ->
                new Refusal(
                    secrets.nameOf(SecretNames.PAGERDUTY_API)
                        + " is empty: run sallyport secrets put pagerduty"));
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
