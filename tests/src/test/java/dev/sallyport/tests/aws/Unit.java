package dev.sallyport.tests.aws;

import dev.sallyport.cli.local.SimulatedWorld;
import dev.sallyport.tests.Checkout;
import dev.sallyport.tests.lambda.FunctionProcess;
import dev.sallyport.tests.lambda.FunctionZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A deployed function with its variables: its own secrets and queues alone. */
enum Unit {
  DECIDE(
      "Decide",
      "",
      List.of("requests", "requests-dead", "pagerduty", "opsgenie", "slack"),
      Map.of(
          "TELEPORT_IDENTITY", "teleport-decide",
          "PAGERDUTY_KEY", "pagerduty-api",
          "OPSGENIE_KEY", "opsgenie-api")),
  NOTIFY_PAGERDUTY(
      "Notify",
      "pagerduty",
      List.of("pagerduty", "pagerduty-dead"),
      Map.of("TELEPORT_IDENTITY", "teleport-read", "PAGERDUTY_KEY", "pagerduty-api")),
  NOTIFY_OPSGENIE(
      "Notify",
      "opsgenie",
      List.of("opsgenie", "opsgenie-dead"),
      Map.of("TELEPORT_IDENTITY", "teleport-read", "OPSGENIE_KEY", "opsgenie-api")),
  NOTIFY_SLACK(
      "Notify",
      "slack",
      List.of("slack", "slack-dead"),
      Map.of("TELEPORT_IDENTITY", "teleport-read", "SLACK_TOKEN", "slack-bot")),
  WEBHOOK_SLACK(
      "Webhooks",
      "slack",
      List.of("reviews-slack"),
      Map.of("SLACK_SIGNING_SECRET", "slack-signing")),
  WEBHOOK_PAGERDUTY(
      "Webhooks",
      "pagerduty",
      List.of("reviews-pagerduty"),
      Map.of("PAGERDUTY_WEBHOOK_SECRET", "pagerduty-webhook")),
  REVIEW_SLACK(
      "Review",
      "slack",
      List.of("reviews-slack", "reviews-slack-dead"),
      Map.of(
          "TELEPORT_IDENTITY", "teleport-review",
          "SLACK_TOKEN", "slack-bot",
          "SLACK_SIGNING_SECRET", "slack-signing")),
  REVIEW_PAGERDUTY(
      "Review",
      "pagerduty",
      List.of("reviews-pagerduty", "reviews-pagerduty-dead"),
      Map.of(
          "TELEPORT_IDENTITY", "teleport-review",
          "PAGERDUTY_KEY", "pagerduty-api",
          "PAGERDUTY_WEBHOOK_SECRET", "pagerduty-webhook")),
  ROTATE(
      "Rotate",
      "",
      List.of(),
      Map.of("PAGERDUTY_KEY", "pagerduty-api", "PAGERDUTY_WEBHOOK_SECRET", "pagerduty-webhook"));

  private final String handler;
  private final String subject;
  private final List<String> queues;
  private final Map<String, String> secrets;

  Unit(String handler, String subject, List<String> queues, Map<String, String> secrets) {
    this.handler = handler;
    this.subject = subject;
    this.queues = queues;
    this.secrets = secrets;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  FunctionProcess start(DeployedLoop loop, Path folder) throws IOException {
    String module = handler.equals("Webhooks") ? "webhooks" : "workers";
    Path zip = Checkout.root().resolve("functions/%s/target/%s.zip".formatted(module, module));
    Path unpacked = folder.resolve(module);
    FunctionZip code =
        Files.exists(unpacked) ? FunctionZip.at(unpacked) : FunctionZip.unpack(zip, unpacked);
    return new FunctionProcess(
        code,
        word(),
        "dev.sallyport.%s.%s::handleRequest".formatted(module, handler),
        variables(loop),
        folder);
  }

  private Map<String, String> variables(DeployedLoop loop) {
    Map<String, String> variables = new HashMap<>();
    variables.put("SALLYPORT_CLUSTER", SimulatedWorld.CLUSTER);
    variables.put("SALLYPORT_CONFIG_PARAMETER", loop.account.config.name());
    if (!subject.isEmpty()) {
      variables.put("SALLYPORT_VENDOR", subject);
      variables.put("SALLYPORT_DESTINATION", subject);
    }
    secrets.forEach(
        (name, secret) -> variables.put("SALLYPORT_" + name + "_ARN", loop.account.arn(secret)));
    for (String queue : queues) {
      variables.put(
          "SALLYPORT_QUEUE_" + queue.toUpperCase(Locale.ROOT).replace('-', '_'),
          loop.account.queues().url(queue));
    }
    loop.world
        .vendors()
        .forEach(
            (vendor, url) ->
                variables.put("SALLYPORT_" + vendor.toUpperCase(Locale.ROOT) + "_URL", url));
    if (this == ROTATE) {
      variables.put("SALLYPORT_PAGERDUTY_WEBHOOK_URL", loop.subscription.url().toString());
    }
    variables.put("AWS_ENDPOINT_URL", loop.endpoint());
    variables.put("AWS_REGION", Account.REGION.id());
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test");
    return variables;
  }
}
