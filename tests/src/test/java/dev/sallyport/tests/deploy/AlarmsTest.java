package dev.sallyport.tests.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.integrations.signal.Measure;
import dev.sallyport.tests.Checkout;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who watches the house. */
final class AlarmsTest {
  private static final Stack STACK = Stack.all();
  private static final String TOPIC = "arn:aws:sns:eu-central-1:123456789012:alarms";

  /** What the code counts, with the dimension beside the cluster and its values. */
  private static final Map<String, Map<String, Set<String>>> COUNTED =
      Map.of(
          "AnnouncedNowhere", Map.of(),
          "CanReview", Map.of(),
          "CanaryAge", Map.of("Destination", Set.of("pagerduty", "opsgenie", "slack")),
          "ConfigUnreadable", Map.of(),
          "CredentialErrors", Map.of("Destination", Set.of("pagerduty", "opsgenie", "slack")),
          "IdentityLifeLeft", Map.of("Identity", Set.of("read", "decide", "review")),
          "PollerConnected", Map.of(),
          "SubscriptionDisabled", Map.of());

  /** No data is what these are for. */
  private static final Set<String> BREACHING =
      Set.of("silence", "canary-pagerduty", "canary-opsgenie", "canary-slack");

  /** Told now and then: the last word counts. */
  private static final Set<String> KEPT =
      Set.of("identity-read", "identity-decide", "identity-review", "can-review");

  private static Map<String, JsonNode> alarms() {
    Map<String, JsonNode> byName = new TreeMap<>();
    STACK
        .resources("AWS::CloudWatch::Alarm")
        .values()
        .forEach(
            it -> byName.put(it.get("AlarmName").asText().substring("sallyport-".length()), it));
    return byName;
  }

  private static Map<String, String> dimensions(JsonNode alarm) {
    Map<String, String> dimensions = new TreeMap<>();
    alarm
        .get("Dimensions")
        .forEach(it -> dimensions.put(it.get("Name").asText(), it.get("Value").asText()));
    return dimensions;
  }

  @Test
  void everyAlarmOfOursIsAboutSomethingThatIsCounted() {
    Map<String, Map<String, Set<String>>> counted = new TreeMap<>(COUNTED);
    STACK
        .resources("AWS::Logs::MetricFilter")
        .values()
        .forEach(filter -> counted.put(metric(filter).get("MetricName").asText(), beside(filter)));
    ofNamespace("Sallyport")
        .forEach(
            (name, alarm) -> {
              Map<String, String> dimensions = dimensions(alarm);
              assertThat(counted).as(name).containsKey(alarm.get("MetricName").asText());
              Map<String, Set<String>> known =
                  counted.getOrDefault(alarm.get("MetricName").asText(), Map.of());
              assertThat(dimensions.remove("Cluster")).as(name).isEqualTo("example.com");
              assertThat(dimensions).as(name).containsOnlyKeys(known.keySet());
              dimensions.forEach(
                  (by, value) ->
                      assertThat(known.getOrDefault(by, Set.of())).as(name).contains(value));
            });
  }

  @Test
  void whatIsCountedIsToldByALineOfTheLog() {
    Map<String, Set<Set<String>>> told =
        Measure.BY_EVENT.values().stream()
            .flatMap(List::stream)
            .collect(
                Collectors.groupingBy(
                    Measure::name,
                    Collectors.mapping(
                        it -> it.dimension().map(by -> Set.of(by.getKey())).orElse(Set.of()),
                        Collectors.toSet())));
    assertThat(COUNTED)
        .allSatisfy((name, by) -> assertThat(told.get(name)).as(name).containsExactly(by.keySet()));
  }

  private static JsonNode metric(JsonNode filter) {
    JsonNode metric = filter.get("MetricTransformations").get(0);
    assertThat(metric.get("MetricNamespace").asText()).isEqualTo("Sallyport");
    return metric;
  }

  /** A filter takes the dimensions from fields of the line. */
  private static Map<String, Set<String>> beside(JsonNode filter) {
    Map<String, Set<String>> beside = new TreeMap<>();
    metric(filter)
        .get("Dimensions")
        .forEach(
            it -> {
              String name = it.get("Key").asText();
              assertThat(it.get("Value").asText()).isEqualTo("$." + name.toLowerCase(Locale.ROOT));
              beside.put(name, Set.of("slack", "pagerduty"));
            });
    beside.remove("Cluster");
    return beside;
  }

  private static Map<String, JsonNode> ofNamespace(String namespace) {
    Map<String, JsonNode> found = new TreeMap<>(alarms());
    found.values().removeIf(it -> !it.get("Namespace").asText().equals(namespace));
    assertThat(found).isNotEmpty();
    return found;
  }

  /** A process says it once and then is silent until it can read again. */
  @Test
  void oneLineAboutAConfigurationThatCannotBeReadIsEnough() {
    JsonNode alarm = requireNonNull(alarms().get("config-unreadable"));
    assertThat(alarm.get("EvaluationPeriods").asInt()).isEqualTo(1);
  }

  @Test
  void everyAlarmAboutAwsNamesAQueueOrAFunctionThatIsThere() {
    Set<String> queues = named("AWS::SQS::Queue", "QueueName");
    Set<String> functions = named("AWS::Serverless::Function", "FunctionName");
    ofNamespace("AWS/SQS")
        .forEach(
            (name, it) -> assertThat(queues).as(name).contains(dimensions(it).get("QueueName")));
    ofNamespace("AWS/Lambda")
        .forEach(
            (name, it) ->
                assertThat(functions).as(name).contains(dimensions(it).get("FunctionName")));
    assertThat(
            alarms().values().stream()
                .map(it -> it.get("Namespace").asText())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder("Sallyport", "AWS/SQS", "AWS/Lambda");
  }

  private static Set<String> named(String type, String property) {
    return STACK.resources(type).values().stream()
        .map(it -> it.get(property).asText())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyQueueAndEveryFunctionIsWatched() {
    Set<String> dead = watched("AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName");
    Set<String> old = watched("AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName");
    Set<String> all = named("AWS::SQS::Queue", "QueueName");
    assertThat(all.stream().filter(it -> it.contains("-dead"))).containsExactlyElementsOf(dead);
    assertThat(all.stream().filter(it -> !it.contains("-dead"))).containsExactlyElementsOf(old);
    assertThat(watched("AWS/Lambda", "Errors", "FunctionName"))
        .isEqualTo(named("AWS::Serverless::Function", "FunctionName"));
    assertThat(watched("AWS/Lambda", "Throttles", "FunctionName"))
        .containsExactly("sallyport-webhook-pagerduty", "sallyport-webhook-slack");
  }

  private static Set<String> watched(String namespace, String metric, String by) {
    return ofNamespace(namespace).values().stream()
        .filter(it -> it.get("MetricName").asText().equals(metric))
        .map(it -> String.valueOf(dimensions(it).get(by)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyCountThatWantsAPersonHasItsAlarm() {
    Set<String> watched =
        ofNamespace("Sallyport").values().stream()
            .map(it -> it.get("MetricName").asText())
            .collect(Collectors.toSet());
    assertThat(watched)
        .containsAll(COUNTED.keySet())
        .contains("WebhookRefused", "WebhookUnavailable", "ThrottledCalls");
  }

  @Test
  void everyAlarmTellsTheTopicAndMeansSomethingByNoData() {
    assertThat(alarms())
        .allSatisfy(
            (name, alarm) -> {
              assertThat(Statement.texts(alarm.get("AlarmActions"))).containsExactly(TOPIC);
              assertThat(Statement.texts(alarm.get("OKActions"))).containsExactly(TOPIC);
              assertThat(alarm.get("AlarmDescription").asText()).isNotBlank();
              assertThat(alarm.get("TreatMissingData").asText())
                  .isEqualTo(
                      BREACHING.contains(name)
                          ? "breaching"
                          : KEPT.contains(name) ? "ignore" : "notBreaching");
            });
    assertThat(alarms().keySet()).containsAll(BREACHING).containsAll(KEPT);
  }

  @Test
  void thresholdsAreTheOnesThatWereMeant() {
    assertThat(rule("identity-decide")).isEqualTo("LessThanThreshold 0.5");
    assertThat(rule("silence")).isEqualTo("LessThanThreshold 1");
    assertThat(rule("can-review")).isEqualTo("LessThanThreshold 1");
    assertThat(rule("canary-slack")).isEqualTo("GreaterThanThreshold 600");
    assertThat(rule("dead-requests")).isEqualTo("GreaterThanThreshold 0");
    assertThat(rule("age-reviews-slack")).isEqualTo("GreaterThanThreshold 300");
  }

  private static String rule(String name) {
    JsonNode alarm = alarms().getOrDefault(name, Stack.template());
    return alarm.path("ComparisonOperator").asText() + " " + alarm.path("Threshold").asText();
  }

  @Test
  void withoutATopicThereAreNoAlarms() {
    assertThat(Stack.allBut("AlarmTopicArn", "").resources("AWS::CloudWatch::Alarm")).isEmpty();
  }

  @Test
  void whatTheWebhookFunctionsSayIsCountedByItsName() {
    String door =
        Checkout.text(
            Checkout.root()
                .resolve("functions/webhooks/src/main/java/dev/sallyport/webhooks/Door.java"));
    Map<String, JsonNode> filters = STACK.resources("AWS::Logs::MetricFilter");
    for (String event : List.of("webhook-refused", "webhook-unavailable")) {
      assertThat(door).contains("\"" + event + "\"", ".with(\"vendor\"");
      assertThat(filters.values())
          .filteredOn(
              it -> it.get("FilterPattern").asText().equals("{ $.event = \"" + event + "\" }"))
          .extracting(it -> it.get("LogGroupName").asText())
          .containsExactlyInAnyOrder(
              "/aws/lambda/sallyport-webhook-slack", "/aws/lambda/sallyport-webhook-pagerduty");
    }
  }
}
