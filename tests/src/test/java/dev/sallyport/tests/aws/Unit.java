package dev.sallyport.tests.aws;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.tests.Checkout;
import dev.sallyport.tests.deploy.Stack;
import dev.sallyport.tests.lambda.FunctionProcess;
import dev.sallyport.tests.lambda.FunctionZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A function as the template defines it: its code, its handler and its variables. */
record Unit(String name, JsonNode function) {

  /** Those that something calls here: not what the clock alone starts. */
  static List<Unit> of(Account account) {
    Stack stack = account.stack;
    return stack.resources("AWS::Serverless::Function").values().stream()
        .map(
            it ->
                new Unit(it.get("FunctionName").asText().substring(account.name.length() + 1), it))
        .filter(it -> !it.isOfTheClock())
        .toList();
  }

  private boolean isOfTheClock() {
    JsonNode events = function.path("Events");
    return !events.isEmpty()
        && StreamSupport.stream(events.spliterator(), false)
            .allMatch(it -> it.get("Type").asText().equals("Schedule"));
  }

  /** What it takes from, as an ARN of the template. */
  Optional<String> queue() {
    return event("SQS").map(it -> it.get("Queue").asText());
  }

  /** What it answers, as {@code METHOD /path}. */
  Optional<String> route() {
    return event("HttpApi").map(it -> it.get("Method").asText() + " " + it.get("Path").asText());
  }

  private Optional<JsonNode> event(String type) {
    return StreamSupport.stream(function.path("Events").spliterator(), false)
        .filter(it -> it.get("Type").asText().equals(type))
        .map(it -> it.get("Properties"))
        .findFirst();
  }

  FunctionProcess start(DeployedLoop loop, Path folder) throws IOException {
    Path zip = Checkout.root().resolve(function.get("CodeUri").asText());
    Path unpacked = folder.resolve(zip.getFileName().toString().replace(".zip", ""));
    FunctionZip code =
        Files.exists(unpacked) ? FunctionZip.at(unpacked) : FunctionZip.unpack(zip, unpacked);
    return new FunctionProcess(
        code, name, function.get("Handler").asText(), variables(loop), folder);
  }

  /** The template's, with the simulated vendors and this account in place of the real ones. */
  private Map<String, String> variables(DeployedLoop loop) {
    Map<String, String> variables = new HashMap<>();
    function
        .at("/Environment/Variables")
        .properties()
        .forEach(it -> variables.put(it.getKey(), loop.account.here(it.getValue().asText())));
    variables.computeIfPresent(
        "SALLYPORT_PAGERDUTY_WEBHOOK_URL", (_, _) -> loop.subscription.url().toString());
    loop.world
        .vendors()
        .forEach(
            (vendor, url) ->
                variables.put("SALLYPORT_" + vendor.toUpperCase(Locale.ROOT) + "_URL", url));
    variables.put("AWS_ENDPOINT_URL", loop.endpoint());
    variables.put("AWS_REGION", Account.REGION.id());
    variables.put("AWS_ACCESS_KEY_ID", "test");
    variables.put("AWS_SECRET_ACCESS_KEY", "test");
    return variables;
  }
}
