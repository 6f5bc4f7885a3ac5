package dev.sallyport.tests.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.parameters.ParametersSimulator;
import dev.sallyport.simulators.secretsmanager.SecretsManagerOptions;
import dev.sallyport.simulators.secretsmanager.SecretsManagerSimulator;
import dev.sallyport.tests.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the first event of the functions behind the queues, from the start of the process on:
 * {@code -Dworker.benchmark=50} for fifty starts of each. Configuration and secrets are read as in
 * a deployment, and nobody who is asked takes time of its own. It prints and asserts no times,
 * since they are the machine's.
 */
@EnabledIfSystemProperty(named = "worker.benchmark", matches = "[1-9][0-9]{0,3}")
final class WorkerStartBenchmark {
  private static final String PARAMETER = "/sallyport/config";

  @TempDir Path folder;

  private final Map<String, List<Long>> millis = new TreeMap<>();

  @Test
  void measureFirstEvents() throws IOException {
    int starts = Integer.getInteger("worker.benchmark", 1);
    for (int i = 0; i < starts; i++) {
      try (SecretsManagerSimulator secrets =
              SecretsManagerSimulator.start(SecretsManagerOptions.defaults());
          ParametersSimulator parameters = ParametersSimulator.start();
          LambdaSamples lambda =
              new LambdaSamples(Files.createDirectory(folder.resolve("start" + i)))) {
        lambda.set(stored(secrets, parameters, folder.resolve("start" + i)));
        first(lambda, "Decide", "", SampleEvent.of("decide-changed.json"));
        first(lambda, "Notify", "pagerduty", SampleEvent.of("notify-pagerduty.json"));
        first(lambda, "Notify", "opsgenie", SampleEvent.of("notify-opsgenie.json"));
        first(lambda, "Notify", "slack", SampleEvent.of("notify-slack.json"));
        first(lambda, "Review", "slack", SampleEvent.now("review-slack.json"));
      }
    }
    millis.forEach(WorkerStartBenchmark::print);
  }

  /** Puts what the samples have as files where a deployment has it. */
  private static Map<String, String> stored(
      SecretsManagerSimulator secrets, ParametersSimulator parameters, Path files) {
    Map<String, String> variables = new HashMap<>();
    Map.of(
            "TELEPORT_IDENTITY", "identity.pem",
            "PAGERDUTY_KEY", "pagerduty",
            "PAGERDUTY_WEBHOOK_SECRET", "signing",
            "OPSGENIE_KEY", "opsgenie",
            "SLACK_TOKEN", "slack",
            "SLACK_SIGNING_SECRET", "signing")
        .forEach(
            (name, file) -> {
              variables.put("SALLYPORT_" + name + "_FILE", "");
              variables.put(
                  "SALLYPORT_" + name + "_ARN",
                  secrets.put(name, Checkout.text(files.resolve(file))));
            });
    parameters.put(PARAMETER, Checkout.text(files.resolve("sallyport.toml")));
    variables.put("SALLYPORT_CONFIG", "");
    variables.put("SALLYPORT_CONFIG_PARAMETER", PARAMETER);
    variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url().toString());
    variables.put("AWS_ENDPOINT_URL_SSM", parameters.url().toString());
    variables.put("JAVA_TOOL_OPTIONS", "-XX:ActiveProcessorCount=1");
    return variables;
  }

  private void first(LambdaSamples lambda, String handler, String subject, byte[] event) {
    long begun = System.nanoTime();
    var answer = lambda.invoke(handler, subject, event);
    millis
        .computeIfAbsent(handler + " " + subject, _ -> new ArrayList<>())
        .add((System.nanoTime() - begun) / 1_000_000);
    assertThat(answer.path("batchItemFailures")).as(lambda.said()).isEmpty();
  }

  private static void print(String function, List<Long> taken) {
    List<Long> sorted = taken.stream().sorted().toList();
    System.out.printf(
        "first event of %s: %d starts, ms p50 %d, p90 %d, p99 %d, max %d%n",
        function,
        sorted.size(),
        percentile(sorted, 50),
        percentile(sorted, 90),
        percentile(sorted, 99),
        sorted.getLast());
  }

  private static long percentile(List<Long> sorted, int percent) {
    return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1);
  }
}
