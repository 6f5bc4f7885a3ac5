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

/**
 * A deployed function with its variables: its own secrets and queues alone.
 *
 * @param subject its destination or vendor; empty for none
 * @param secrets by the variable that names them
 */
record Unit(
    String name, String handler, String subject, List<String> queues, Map<String, String> secrets) {
  private static final String IDENTITY = "TELEPORT_IDENTITY";
  private static final String PAGERDUTY = "PAGERDUTY_KEY";
  private static final String PAGERDUTY_WEBHOOK = "PAGERDUTY_WEBHOOK_SECRET";
  private static final String OPSGENIE = "OPSGENIE_KEY";
  private static final String JSM = "JSM_LOGIN";
  private static final String SLACK = "SLACK_TOKEN";
  private static final String SLACK_SIGNING = "SLACK_SIGNING_SECRET";

  static final List<Unit> ALL =
      List.of(
          new Unit(
              "decide",
              "Decide",
              "",
              List.of("requests", "requests-dead", "pagerduty", "opsgenie", "slack"),
              Map.of(
                  IDENTITY, "teleport-decide",
                  PAGERDUTY, "pagerduty-api",
                  OPSGENIE, "opsgenie-api",
                  JSM, "jsm-login")),
          notifying("pagerduty", Map.of(PAGERDUTY, "pagerduty-api")),
          notifying("opsgenie", Map.of(OPSGENIE, "opsgenie-api", JSM, "jsm-login")),
          notifying("slack", Map.of(SLACK, "slack-bot")),
          listening("slack", SLACK_SIGNING, "slack-signing"),
          listening("pagerduty", PAGERDUTY_WEBHOOK, "pagerduty-webhook"),
          reviewing("slack", Map.of(SLACK, "slack-bot", SLACK_SIGNING, "slack-signing")),
          reviewing(
              "pagerduty",
              Map.of(PAGERDUTY, "pagerduty-api", PAGERDUTY_WEBHOOK, "pagerduty-webhook")),
          new Unit(
              "rotate",
              "Rotate",
              "",
              List.of(),
              Map.of(PAGERDUTY, "pagerduty-api", PAGERDUTY_WEBHOOK, "pagerduty-webhook")));

  private static Unit notifying(String destination, Map<String, String> secrets) {
    Map<String, String> all = new HashMap<>(secrets);
    all.put(IDENTITY, "teleport-read");
    return new Unit(
        "notify-" + destination,
        "Notify",
        destination,
        List.of(destination, destination + "-dead"),
        all);
  }

  private static Unit listening(String vendor, String variable, String secret) {
    return new Unit(
        "webhook-" + vendor,
        "Webhooks",
        vendor,
        List.of("reviews-" + vendor),
        Map.of(variable, secret));
  }

  private static Unit reviewing(String vendor, Map<String, String> secrets) {
    Map<String, String> all = new HashMap<>(secrets);
    all.put(IDENTITY, "teleport-review");
    return new Unit(
        "review-" + vendor,
        "Review",
        vendor,
        List.of("reviews-" + vendor, "reviews-" + vendor + "-dead"),
        all);
  }

  FunctionProcess start(DeployedLoop loop, Path folder) throws IOException {
    String module = handler.equals("Webhooks") ? "webhooks" : "workers";
    Path zip = Checkout.root().resolve("functions/%s/target/%s.zip".formatted(module, module));
    Path unpacked = folder.resolve(module);
    FunctionZip code =
        Files.exists(unpacked) ? FunctionZip.at(unpacked) : FunctionZip.unpack(zip, unpacked);
    return new FunctionProcess(
        code,
        name,
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
        (variable, secret) ->
            variables.put("SALLYPORT_" + variable + "_ARN", loop.account.arn(secret)));
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
    if (handler.equals("Rotate")) {
      variables.put("SALLYPORT_PAGERDUTY_WEBHOOK_URL", loop.subscription.url().toString());
    }
    variables.put("AWS_ENDPOINT_URL", loop.endpoint());
    variables.put("AWS_REGION", Account.REGION.id());
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test");
    return variables;
  }
}
