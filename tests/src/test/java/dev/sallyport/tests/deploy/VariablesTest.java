package dev.sallyport.tests.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.tests.Checkout;
import dev.sallyport.webhooks.Webhooks;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the functions are told. */
final class VariablesTest {
  private static final Stack STACK = Stack.all();
  private static final Set<String> WORKER =
      Set.of("SALLYPORT_CLUSTER", "SALLYPORT_CONFIG_PARAMETER");

  /** Beside the names of secrets and queues. */
  private static final Map<String, Set<String>> OTHERS =
      Map.ofEntries(
          Map.entry("Decide", WORKER),
          Map.entry("NotifyPagerDuty", with(WORKER, "SALLYPORT_DESTINATION")),
          Map.entry("NotifyOpsgenie", with(WORKER, "SALLYPORT_DESTINATION")),
          Map.entry("NotifySlack", with(WORKER, "SALLYPORT_DESTINATION")),
          Map.entry("SweepPagerDuty", with(WORKER, "SALLYPORT_DESTINATION")),
          Map.entry("SweepOpsgenie", with(WORKER, "SALLYPORT_DESTINATION")),
          Map.entry("WebhookSlack", Set.of("SALLYPORT_CLUSTER", "SALLYPORT_VENDOR")),
          Map.entry("WebhookPagerDuty", Set.of("SALLYPORT_CLUSTER", "SALLYPORT_VENDOR")),
          Map.entry("ReviewSlack", with(WORKER, "SALLYPORT_VENDOR")),
          Map.entry("ReviewPagerDuty", with(WORKER, "SALLYPORT_VENDOR")),
          Map.entry("Rotate", with(WORKER, "SALLYPORT_PAGERDUTY_WEBHOOK_URL")));

  /** Which secret is behind which name. */
  private static final Map<String, Set<String>> SECRETS =
      Map.of(
          "SALLYPORT_TELEPORT_IDENTITY",
              Set.of("teleport-read", "teleport-decide", "teleport-review"),
          "SALLYPORT_PAGERDUTY_KEY", Set.of("pagerduty-api"),
          "SALLYPORT_PAGERDUTY_WEBHOOK_SECRET", Set.of("pagerduty-webhook"),
          "SALLYPORT_OPSGENIE_KEY", Set.of("opsgenie-api"),
          "SALLYPORT_JSM_LOGIN", Set.of("jsm-api"),
          "SALLYPORT_SLACK_TOKEN", Set.of("slack-bot"),
          "SALLYPORT_SLACK_SIGNING_SECRET", Set.of("slack-signing"));

  private static Set<String> with(Set<String> some, String more) {
    Set<String> all = new TreeSet<>(some);
    all.add(more);
    return all;
  }

  private static Map<String, String> variables(String function) {
    Map<String, String> variables = new LinkedHashMap<>();
    STACK
        .properties(function)
        .at("/Environment/Variables")
        .properties()
        .forEach(it -> variables.put(it.getKey(), it.getValue().asText()));
    return variables;
  }

  private static Map<String, String> among(Map<String, String> variables, String pattern) {
    Map<String, String> some = new LinkedHashMap<>(variables);
    some.keySet().removeIf(it -> !it.matches(pattern));
    return some;
  }

  @Test
  void everyFunctionIsToldWhatItMayReadAndWhereItMaySend() {
    assertThat(STACK.resources("AWS::Serverless::Function")).containsOnlyKeys(OTHERS.keySet());
    OTHERS.forEach(
        (function, others) -> {
          Map<String, String> variables = variables(function);
          Rights rights = Units.of(function + "Role");
          Map<String, String> secrets = among(variables, "SALLYPORT_.*_ARN");
          Map<String, String> queues = among(variables, "SALLYPORT_QUEUE_.*");
          assertThat(secretNames(secrets)).as(function).isEqualTo(rights.reads());
          Set<String> reachable = new TreeSet<>(rights.sends());
          reachable.addAll(rights.takes());
          assertThat(queueNames(queues)).as(function).isEqualTo(reachable);
          variables.keySet().removeAll(secrets.keySet());
          variables.keySet().removeAll(queues.keySet());
          assertThat(variables).as(function).containsOnlyKeys(others);
        });
  }

  private static Set<String> secretNames(Map<String, String> secrets) {
    Set<String> names = new TreeSet<>();
    secrets.forEach(
        (variable, arn) -> {
          String name = arn.replaceFirst(".*:secret:sallyport/(.*)-AbCdEf", "$1");
          assertThat(SECRETS.get(variable.replaceFirst("_ARN$", ""))).as(variable).contains(name);
          names.add(name);
        });
    return names;
  }

  private static Set<String> queueNames(Map<String, String> queues) {
    Set<String> names = new TreeSet<>();
    queues.forEach(
        (variable, url) -> {
          String name = url.substring(url.lastIndexOf("/sallyport-") + "/sallyport-".length());
          assertThat(variable)
              .isEqualTo(
                  "SALLYPORT_QUEUE_"
                      + name.replace(".fifo", "").replace('-', '_').toUpperCase(Locale.ROOT));
          names.add(name);
        });
    return names;
  }

  @Test
  void theCodeKnowsEveryNameOfASecret() {
    String code =
        Checkout.javaFiles().stream()
            .filter(it -> it.toString().matches(".*/functions/.*/src/main/.*"))
            .map(Checkout::text)
            .collect(Collectors.joining());
    assertThat(SECRETS.keySet())
        .allSatisfy(it -> assertThat(code.contains("\"" + it)).as(it).isTrue());
    assertThat(code)
        .contains(
            "\"SALLYPORT_QUEUE_",
            "\"SALLYPORT_CONFIG_PARAMETER\"",
            "\"SALLYPORT_DESTINATION\"",
            "\"SALLYPORT_VENDOR\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WebhookSlack", "WebhookPagerDuty"})
  void aWebhookFunctionStartsWithItsVariablesAndWithNoneLess(String function) {
    Map<String, String> variables = variables(function);
    assertThat(webhooks(variables)).isNotNull();
    for (String name : among(variables, "SALLYPORT_(QUEUE_.*|.*_ARN)").keySet()) {
      Map<String, String> fewer = new HashMap<>(variables);
      fewer.remove(name);
      assertThatThrownBy(() -> webhooks(fewer))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining(name);
    }
  }

  private static Webhooks webhooks(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(variables);
    all.put("AWS_REGION", "eu-central-1");
    all.put("AWS_ACCESS_KEY_ID", "test");
    all.put("AWS_SECRET_ACCESS_KEY", "test-secret-not-real");
    return new Webhooks(all, _ -> {}, InstantSource.system());
  }

  @Test
  void rotateIsToldTheAddressThatPagerDutyDeliversTo() {
    assertThat(variables("Rotate").get("SALLYPORT_PAGERDUTY_WEBHOOK_URL"))
        .isEqualTo(requireNonNull(STACK.outputs().get("PagerDutyUrl")));
  }

  @Test
  void everyFunctionIsThatOfAClassAndAZipThatAreBuilt() {
    STACK
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, function) -> {
              boolean door = name.startsWith("Webhook");
              assertThat(function.get("CodeUri").asText())
                  .isEqualTo(
                      door
                          ? "functions/webhooks/target/webhooks.zip"
                          : "functions/workers/target/workers.zip");
              assertThat(function.get("Handler").asText())
                  .isEqualTo(
                      door
                          ? "dev.sallyport.webhooks.Webhooks::handleRequest"
                          : "dev.sallyport.workers."
                              + name.replaceFirst("(PagerDuty|Opsgenie|Slack)$", "")
                              + "::handleRequest");
            });
  }

  @Test
  void noSecretIsInTheTemplate() {
    String text = Checkout.text(Checkout.root().resolve("template.yaml"));
    assertThat(text).doesNotContain("{{resolve:", "NoEcho", "SecretString");
    for (JsonNode secret : STACK.resources("AWS::SecretsManager::Secret").values()) {
      assertThat(secret.get("KmsKeyId").asText()).endsWith(":key/Key");
    }
  }
}
