package dev.sallyport.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("cdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DashboardsTest {
  /** What Sallyport writes, with the dimension beside the cluster. */
  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("Seen", ""),
          Map.entry("Announced", "Destination"),
          Map.entry("AnnouncedNowhere", ""),
          Map.entry("Decided", "By"),
          Map.entry("DecisionSeconds", "By"),
          Map.entry("Failures", "Queue"),
          Map.entry("DeadLetters", "Queue"),
          Map.entry("CredentialErrors", "Destination"),
          Map.entry("CanReview", ""),
          Map.entry("IdentityLifeLeft", "Identity"),
          Map.entry("WatchRoundTrip", ""),
          Map.entry("PollerConnected", ""),
          Map.entry("CanaryAge", "Destination"),
          Map.entry("WebhookRefused", "Vendor"),
          Map.entry("WebhookUnavailable", "Vendor"),
          Map.entry("SubscriptionDisabled", ""),
          Map.entry("ConfigUnreadable", ""),
          Map.entry("ThrottledCalls", ""));

  @SuppressWarnings("NullAway.Init")
  private Synthesized all;

  @SuppressWarnings("NullAway.Init")
  private Synthesized one;

  @BeforeAll
  void synthesize(@TempDir Path everything, @TempDir Path little) {
    all =
        Synthesized.of(
            everything,
            Map.of(
                "integrations", "slack,pagerduty,opsgenie",
                "alarmTopicArn", "arn:aws:sns:eu-west-1:123456789012:alarms"));
    one = Synthesized.of(little, Map.of("integrations", "jsm", "poller", "false"));
  }

  @Test
  void showsEachMetricThatSallyportWritesAndNoOther() {
    List<List<String>> own = metrics(all).filter(it -> it.getFirst().equals("Sallyport")).toList();

    assertThat(own.stream().map(it -> it.get(1)).distinct())
        .containsExactlyInAnyOrderElementsOf(OWN.keySet());
    assertThat(own)
        .allSatisfy(
            it -> {
              assertThat(it).contains("Cluster", "example.com");
              assertThat(it).hasSize(OWN.getOrDefault(it.get(1), "").isEmpty() ? 4 : 6);
              assertThat(String.join(" ", it)).contains(OWN.getOrDefault(it.get(1), "?"));
            });
  }

  @Test
  void showsEachMetricThatAnAlarmIsAbout() {
    List<String> shown = metrics(all).map(it -> it.get(1)).distinct().toList();

    assertThat(all.all("AWS::CloudWatch::Alarm").stream().map(it -> it.path("MetricName").asText()))
        .isNotEmpty()
        .isSubsetOf(shown);
  }

  @Test
  void drawsTheLineWhereTheCanarysAlarmIs() {
    String late =
        all.all("AWS::CloudWatch::Alarm").stream()
            .filter(it -> it.path("MetricName").asText().equals("CanaryAge"))
            .map(it -> it.path("Threshold").asText())
            .distinct()
            .collect(Collectors.joining());

    assertThat(all.dashboard().toString().replace("\\", ""))
        .containsPattern("\"value\":" + late + ",[^{}]*\"label\":\"too late\"");
  }

  @Test
  void asksForBothOfJsmsSecrets() {
    assertThat(one.template().path("Outputs").toString())
        .contains("secrets put opsgenie --api-key-file FILE --login-file FILE --stack sallyport");
    assertThat(one.template().path("Resources").has("OpsgenieApiSecret")).isTrue();
  }

  @Test
  void showsOnlyWhatIsSwitchedOn() {
    String text = one.dashboard().toString();

    assertThat(text).contains("opsgenie").doesNotContain("slack.fifo", "pagerduty.fifo", "Webhook");
    assertThat(text).doesNotContain("AWS/ECS").contains("AWS/Lambda").doesNotContain("NotifySlack");
  }

  @Test
  void showsTheAgeOfEachDestinationsQueue() {
    assertThat(metrics(all).map(it -> String.join(" ", it)))
        .contains(
            "AWS/SQS ApproximateAgeOfOldestMessage QueueName sallyport-slack.fifo",
            "AWS/SQS ApproximateAgeOfOldestMessage QueueName sallyport-pagerduty.fifo",
            "AWS/SQS ApproximateAgeOfOldestMessage QueueName sallyport-opsgenie.fifo");
  }

  /** Names of queues and functions are the template's. */
  @Test
  void looksAtQueuesThatExist() {
    List<String> queues =
        all.all("AWS::SQS::Queue").stream()
            .map(
                it ->
                    it.at("/QueueName/Fn::Sub").asText().replace("${AWS::StackName}", "sallyport"))
            .toList();

    assertThat(metrics(all).filter(it -> it.getFirst().equals("AWS/SQS")).map(it -> it.get(3)))
        .isNotEmpty()
        .isSubsetOf(queues);
  }

  @Test
  void fillsEachRowAndOverlapsNowhere() {
    List<JsonNode> widgets = Synthesized.elements(all.dashboard().path("widgets")).toList();

    assertThat(widgets).hasSizeGreaterThan(20);
    widgets.stream()
        .map(it -> it.path("y").asInt())
        .distinct()
        .forEach(
            row ->
                assertThat(
                        widgets.stream()
                            .filter(it -> it.path("y").asInt() == row)
                            .mapToInt(it -> it.path("width").asInt())
                            .sum())
                    .isEqualTo(Widgets.WHOLE));
  }

  @Test
  void showsTheStateOfTheAlarmsThatThereAre() {
    assertThat(alarms(all)).hasSizeGreaterThan(20);
    assertThat(alarms(one)).isEmpty();
  }

  private static List<JsonNode> alarms(Synthesized stack) {
    return Synthesized.elements(stack.dashboard().path("widgets"))
        .filter(it -> it.path("type").asText().equals("alarm"))
        .flatMap(it -> Synthesized.elements(it.at("/properties/alarms")))
        .toList();
  }

  /** Each without its rendering; CloudWatch repeats a text of the line above as a dot. */
  private static Stream<List<String>> metrics(Synthesized stack) {
    List<List<String>> all = new ArrayList<>();
    for (JsonNode widget : stack.dashboard().path("widgets")) {
      for (JsonNode metric : widget.at("/properties/metrics")) {
        all.add(
            Synthesized.elements(metric)
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList());
      }
    }
    return all.stream();
  }
}
