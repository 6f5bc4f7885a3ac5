package dev.sallyport.cli;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigReader;
import dev.sallyport.integrations.http.Reply;
import dev.sallyport.integrations.pagerduty.PagerDutyClient;
import dev.sallyport.integrations.pagerduty.Service;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport pagerduty}. */
@Command(
    name = "pagerduty",
    mixinStandardHelpOptions = true,
    description = "What PagerDuty needs to know of Sallyport.",
    subcommands = PagerDutyCommand.Webhook.class)
final class PagerDutyCommand implements Runnable {
  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** {@code sallyport pagerduty webhook}. */
  @Command(
      name = "webhook",
      mixinStandardHelpOptions = true,
      description = {
        "The subscription by which PagerDuty delivers what people write on incidents, and its"
            + " secret.",
        "PagerDuty shows a secret once, and never to you: it goes straight into the file."
      })
  static final class Webhook implements Runnable {
    private static final String PATH = "/webhooks/pagerduty";

    @Option(
        names = "--config",
        paramLabel = "FILE",
        defaultValue = "sallyport.toml",
        scope = CommandLine.ScopeType.INHERIT,
        description = "Has the section [pagerduty]. Default: ${DEFAULT-VALUE}.")
    private Path config = Path.of("sallyport.toml");

    @Option(
        names = "--api-key-file",
        paramLabel = "FILE",
        scope = CommandLine.ScopeType.INHERIT,
        description = "Holds the API key. Default: pagerduty.api_key of the configuration.")
    private @Nullable Path keyFile;

    @Option(
        names = "--secret-file",
        paramLabel = "FILE",
        scope = CommandLine.ScopeType.INHERIT,
        description =
            "Keeps the secret, readable by its owner alone. Default: pagerduty.webhook_secret of"
                + " the configuration, where it is a path.")
    private @Nullable Path secretFile;

    @Option(
        names = "--api-url",
        paramLabel = "URL",
        hidden = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "Where PagerDuty's API is, for tests.")
    private @Nullable URI apiUrl;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public void run() {
      spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Makes the subscription, stores its secret, lets it deliver and pings.")
    int create(
        @Option(
                names = "--url",
                required = true,
                paramLabel = "URL",
                description =
                    "Where PagerDuty reaches the webhooks: https://… of the API, without the path"
                        + " behind it.")
            String url,
        @Option(
                names = "--service",
                paramLabel = "NAME",
                description =
                    "The one service, by name or id, whose incidents it tells of. Default: the"
                        + " whole account.")
            @Nullable String service) {
      String target = target(url);
      desk().create(target, Optional.ofNullable(service).map(this::serviceId));
      return 0;
    }

    @Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Shows the account's subscriptions; ours with a star.")
    int list() {
      desk().list();
      return 0;
    }

    @Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = {
          "Has PagerDuty deliver a ping to us, and says whether the subscription is disabled.",
          "What became of the ping is in the log of the webhook function: nothing when it went"
              + " well."
        })
    int test() {
      return desk().test() ? 0 : 1;
    }

    @Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
          "Changes the secret without a gap: makes a second subscription, stores its secret as"
              + " pending, lets it deliver, switches, deletes the first.",
          "Goes on where it was broken off."
        })
    int rotate(
        @Option(
                names = "--settle",
                paramLabel = "SECONDS",
                defaultValue = "65",
                description =
                    "How long until every function has read a new secret. Default:"
                        + " ${DEFAULT-VALUE}, since they ask once a minute at most.")
            int settle) {
      desk().rotate(Duration.ofSeconds(Math.max(0, settle)));
      return 0;
    }

    @Command(
        name = "enable",
        mixinStandardHelpOptions = true,
        description = "Has ours deliver again after PagerDuty disabled it.")
    int enable() {
      desk().enable();
      return 0;
    }

    @Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Deletes subscriptions; without ids all of ours, and their secret.")
    int delete(
        @Parameters(arity = "0..*", paramLabel = "ID", description = "Which.")
            @Nullable List<String> ids) {
      if (ids == null || ids.isEmpty()) {
        desk().deleteOurs();
      } else {
        desk().delete(ids);
      }
      return 0;
    }

    private WebhookDesk desk() {
      return new WebhookDesk(
          client().webhooks(),
          new SecretFile(secretPath()),
          InstantSource.system(),
          Webhook::pause,
          spec.commandLine().getOut());
    }

    private static void pause(Duration time) {
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
          .orElseThrow(() -> new Refusal("--secret-file is missing: where the secret is kept"));
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
      return ConfigReader.local(config.toString(), read(config))
          .pagerduty()
          .orElseThrow(() -> new Refusal(config + " has no section [pagerduty]"));
    }

    private String key(Config.PagerDuty pagerduty) {
      String text =
          Optional.ofNullable(keyFile)
              .map(Path::toAbsolutePath)
              .map(Path::toString)
              .or(pagerduty::apiKey)
              .orElseThrow(
                  () -> new Refusal("--api-key-file is missing, and so is pagerduty.api_key"));
      return text.startsWith("/") ? read(Path.of(text)).strip() : text;
    }

    private static String read(Path file) {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new Refusal(file + " cannot be read: " + e.getClass().getSimpleName());
      }
    }

    private String serviceId(String nameOrId) {
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

    /** Plain HTTP serves the simulators of this machine alone. */
    private static String target(String url) {
      URI base;
      try {
        base = new URI(url.replaceAll("/+$", ""));
      } catch (URISyntaxException e) {
        throw new Refusal("--url is no URL: " + url);
      }
      boolean here = List.of("localhost", "127.0.0.1").contains(String.valueOf(base.getHost()));
      boolean scheme =
          "https".equals(base.getScheme()) || (here && "http".equals(base.getScheme()));
      boolean bare =
          base.getQuery() == null && base.getFragment() == null && base.getUserInfo() == null;
      if (!scheme || base.getHost() == null || !bare) {
        throw new Refusal(
            "--url must be https:// and the API's address, as https://abc.example.com: " + url);
      }
      return base + PATH;
    }
  }
}
