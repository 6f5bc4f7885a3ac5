package dev.sallyport.cli;

import dev.sallyport.cli.local.UnreadFile;
import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.workers.Access;
import dev.sallyport.workers.Vendors;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The vendors' secrets as a configuration file on this machine tells them. */
final class FileSecrets {
  private FileSecrets() {}

  /**
   * Takes the secrets from the configuration, or from the files that it names.
   *
   * @param urls other addresses than the vendors' own, by vendor
   */
  static Vendors vendors(Config config, Map<String, String> urls) {
    return Vendors.none()
        .withPagerDuty(
            new Access(
                () ->
                    secret(
                        config.pagerduty().flatMap(Config.PagerDuty::apiKey),
                        "pagerduty.api_key",
                        "a REST API key"),
                url(urls, "pagerduty")),
            () ->
                secret(
                    config.pagerduty().flatMap(Config.PagerDuty::webhookSecret),
                    "pagerduty.webhook_secret",
                    "the secret of the webhook subscription"))
        .withOpsgenie(
            new Access(
                () ->
                    secret(
                        config.opsgenie().flatMap(Config.Opsgenie::apiKey),
                        "opsgenie.api_key",
                        "the key of an API integration"),
                url(urls, "opsgenie")),
            () ->
                secret(
                    config.opsgenie().flatMap(Config.Opsgenie::jsm).flatMap(Config.Jsm::login),
                    "opsgenie.jsm.api_token",
                    "an API token, beside user_email"))
        .withSlack(
            new Access(
                () ->
                    secret(
                        config.slack().flatMap(Config.Slack::token), "slack.token", "a bot token"),
                url(urls, "slack")),
            () ->
                secret(
                    config.slack().flatMap(Config.Slack::signingSecret),
                    "slack.signing_secret",
                    "the app's signing secret"));
  }

  /** The original's habit: a value that begins with a slash names a file. */
  private static String secret(Optional<String> value, String key, String meaning) {
    String text =
        value.orElseThrow(
            () ->
                new ConfigError(
                    key
                        + " is missing: set it to "
                        + meaning
                        + ", or to the path of a file that holds one"));
    return text.startsWith("/") ? read(Path.of(text)).strip() : text;
  }

  /** Complains of what is missing, before anything is started. */
  static void check(Config config, Vendors vendors) {
    config.pagerduty().ifPresent(_ -> usable("pagerduty.api_key", vendors.pagerduty().secret()));
    config.opsgenie().ifPresent(_ -> usable("opsgenie.api_key", vendors.opsgenie().secret()));
    config
        .opsgenie()
        .flatMap(Config.Opsgenie::jsm)
        .ifPresent(_ -> usable("opsgenie.jsm.api_token", vendors.jsmLogin()));
    config.slack().ifPresent(_ -> usable("slack.token", vendors.slack().secret()));
    config
        .slack()
        .filter(_ -> config.review().enabled())
        .ifPresent(_ -> checkSigning(usable("slack.signing_secret", vendors.slackSigning())));
  }

  private static String usable(String key, Supplier<String> secret) {
    String value = secret.get();
    if (value.isBlank()) {
      throw new ConfigError(key + " is empty");
    }
    return value;
  }

  private static void checkSigning(String secret) {
    try {
      var _ = VerificationSecrets.parse(secret);
    } catch (IllegalArgumentException e) {
      throw new ConfigError(
          "slack.signing_secret: "
              + e.getMessage()
              + ": set it to the app's signing secret, or to the path of a file that holds one");
    }
  }

  /**
   * Reads a file whole.
   *
   * @throws ConfigError naming it
   */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new ConfigError(UnreadFile.why(file, e));
    }
  }

  private static Optional<URI> url(Map<String, String> urls, String vendor) {
    return Optional.ofNullable(urls.get(vendor)).map(URI::create);
  }
}
