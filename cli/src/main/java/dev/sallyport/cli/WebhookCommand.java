package dev.sallyport.cli;

import dev.sallyport.cli.secrets.StackRotation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sallyport pagerduty webhook}. */
@Command(
    name = "webhook",
    mixinStandardHelpOptions = true,
    description = {
      "The subscription by which PagerDuty delivers what people write on incidents, and its"
          + " secret.",
      "PagerDuty shows a secret once, and never to you: it goes straight into the file, or into"
          + " the stack on AWS."
    })
final class WebhookCommand extends CommandGroup {
  private static final String PATH = "/webhooks/pagerduty";

  /** Plain HTTP serves the simulators of this machine alone. */
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1");

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description = "Makes the subscription, stores its secret, lets it deliver and pings.")
  int create(
      @Mixin WebhookOptions options,
      @Option(
              names = "--url",
              required = true,
              paramLabel = "URL",
              description =
                  "Where PagerDuty reaches the webhooks: https://… of the API, which is the stack's"
                      + " output ApiUrl.")
          String url,
      @Option(
              names = "--service",
              paramLabel = "NAME",
              description =
                  "The one service, by name or id, whose incidents it tells of. Default: the whole"
                      + " account.")
          @Nullable String service) {
    String target = ApiAddress.of(url, PATH, HERE);
    options.toChange(out()).create(target, Optional.ofNullable(service).map(options::serviceId));
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Shows the account's subscriptions; ours with a star.")
  int list(@Mixin WebhookOptions options) {
    options.desk(out()).list();
    return 0;
  }

  @Command(
      name = "test",
      mixinStandardHelpOptions = true,
      description = {
        "Has PagerDuty deliver a ping to us, and says whether the subscription is disabled.",
        "What became of the ping is in the log of the webhook function: nothing when it went well."
      })
  int test(@Mixin WebhookOptions options) {
    return options.desk(out()).test() ? 0 : 1;
  }

  @Command(
      name = "rotate",
      mixinStandardHelpOptions = true,
      description = {
        "Changes the secret without a gap: makes a second subscription, stores its secret as"
            + " pending, lets it deliver, switches, deletes the first.",
        "Goes on where it was broken off. In a stack on AWS the function NAME-rotate does it."
      })
  int rotate(
      @Mixin WebhookOptions options,
      @Option(
              names = "--settle",
              paramLabel = "SECONDS",
              defaultValue = "65",
              description =
                  "With a file: how long until every function has read a new secret. Default:"
                      + " ${DEFAULT-VALUE}, since they ask once a minute at most.")
          int settle) {
    Optional<StackSecretStore> stored = options.inStack();
    if (stored.isPresent()) {
      StackSecretStore store = stored.get();
      options.place().announce(out());
      new StackRotation(store.secrets(), WebhookOptions::pause, out()::println)
          .rotate(store.secret());
      out().flush();
    } else {
      options.toChange(out()).rotate(Duration.ofSeconds(Math.max(0, settle)));
    }
    return 0;
  }

  @Command(
      name = "enable",
      mixinStandardHelpOptions = true,
      description = "Has ours deliver again after PagerDuty disabled it.")
  int enable(@Mixin WebhookOptions options) {
    options.toChange(out()).enable();
    return 0;
  }

  @Command(
      name = "delete",
      mixinStandardHelpOptions = true,
      description = "Deletes subscriptions; without ids all of ours, and their secret.")
  int delete(
      @Mixin WebhookOptions options,
      @Parameters(arity = "0..*", paramLabel = "ID", description = "Which.")
          @Nullable List<String> ids) {
    if (ids == null || ids.isEmpty()) {
      options.toChange(out()).deleteOurs();
    } else {
      options.toChange(out()).delete(ids);
    }
    return 0;
  }
}
