package dev.sallyport.tests.deploy;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What waits, how long, and who takes it how fast. */
final class QueuesTest {
  private static final Stack STACK = Stack.all();
  private static final String ONCE =
      "{\"MaximumRetryAttempts\":0,\"MaximumEventAgeInSeconds\":900}";
  private static final String ARN = "arn:aws:sqs:eu-central-1:123456789012:";

  /** By queue: the function that takes it and how many run at once. */
  private static final Map<String, String> TAKEN =
      Map.of(
          "requests.fifo", "sallyport-decide 10",
          "pagerduty.fifo", "sallyport-notify-pagerduty 4",
          "opsgenie.fifo", "sallyport-notify-opsgenie 4",
          "slack.fifo", "sallyport-notify-slack 2",
          "reviews-slack", "sallyport-review-slack 4",
          "reviews-pagerduty", "sallyport-review-pagerduty 4");

  private static Map<String, JsonNode> queues() {
    Map<String, JsonNode> byName = new TreeMap<>();
    STACK
        .resources("AWS::SQS::Queue")
        .forEach((id, queue) -> byName.put(queue.get("QueueName").asText(), queue));
    return byName;
  }

  private static JsonNode queue(String name) {
    return requireNonNull(queues().get("sallyport-" + name), name);
  }

  private static String deadLettersOf(String name) {
    return name.endsWith(".fifo") ? name.replace(".fifo", "-dead.fifo") : name + "-dead";
  }

  @Test
  void everyQueueHasDeadLettersOfItsOwnAndThereAreNoOthers() {
    assertThat(queues()).hasSize(2 * TAKEN.size());
    TAKEN
        .keySet()
        .forEach(
            name -> {
              JsonNode redrive = queue(name).get("RedrivePolicy");
              JsonNode allow = queue(deadLettersOf(name)).get("RedriveAllowPolicy");
              assertThat(redrive.get("maxReceiveCount").asInt()).isEqualTo(300);
              assertThat(redrive.get("deadLetterTargetArn").asText())
                  .isEqualTo(ARN + "sallyport-" + deadLettersOf(name));
              assertThat(allow.get("redrivePermission").asText()).isEqualTo("byQueue");
              assertThat(Statement.texts(allow.get("sourceQueueArns")))
                  .containsExactly(ARN + "sallyport-" + name);
            });
  }

  @Test
  void messagesWaitFourteenDaysUnderTheKeyOfTheStack() {
    assertThat(queues())
        .allSatisfy(
            (name, queue) -> {
              assertThat(queue.get("MessageRetentionPeriod").asInt()).isEqualTo(14 * 24 * 3600);
              assertThat(queue.get("VisibilityTimeout").asInt()).isEqualTo(180);
              assertThat(queue.get("KmsMasterKeyId").asText()).isEqualTo("Key");
              assertThat(queue.path("FifoQueue").asBoolean()).isEqualTo(name.endsWith(".fifo"));
              assertThat(queue.has("ContentBasedDeduplication")).isFalse();
            });
  }

  @Test
  void noQueueIsTalkedToInTheClear() {
    Map<String, JsonNode> policies = new TreeMap<>();
    STACK
        .resources("AWS::SQS::QueuePolicy")
        .forEach(
            (id, policy) -> {
              String url = policy.get("Queues").get(0).asText();
              policies.put(url.substring(url.lastIndexOf('/') + 1), policy);
            });
    assertThat(policies).containsOnlyKeys(queues().keySet());
    policies.forEach(
        (name, policy) ->
            assertThat(Statement.of(policy))
                .singleElement()
                .satisfies(
                    it -> {
                      assertThat(it.allows()).isFalse();
                      assertThat(it.actions()).containsExactly("sqs:*");
                      assertThat(it.resources()).containsExactly(ARN + name);
                      assertThat(it.condition().toString())
                          .isEqualTo("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
                    }));
  }

  @Test
  void oneMessageAtATimeAsManyAsTheReceiverBears() {
    Map<String, String> taken = new TreeMap<>();
    STACK
        .resources("AWS::Serverless::Function")
        .values()
        .forEach(
            function -> {
              JsonNode event = function.path("Events").path("Taken").path("Properties");
              if (!event.isMissingNode()) {
                assertThat(event.get("BatchSize").asInt()).isEqualTo(1);
                assertThat(Statement.texts(event.get("FunctionResponseTypes")))
                    .containsExactly("ReportBatchItemFailures");
                taken.put(
                    event.get("Queue").asText().substring((ARN + "sallyport-").length()),
                    function.get("FunctionName").asText()
                        + " "
                        + event.at("/ScalingConfig/MaximumConcurrency").asInt());
                assertThat(function.get("Timeout").asInt()).isEqualTo(30);
              }
            });
    assertThat(taken).isEqualTo(TAKEN);
  }

  @Test
  void theSweepsComeEveryQuarterOfAnHour() {
    for (String sweep : new String[] {"SweepPagerDuty", "SweepOpsgenie"}) {
      JsonNode function = STACK.properties(sweep);
      assertThat(function.at("/Events/Due/Properties/Schedule").asText())
          .isEqualTo("rate(15 minutes)");
      assertThat(function.get("Timeout").asInt()).isEqualTo(300);
    }
  }

  /**
   * The next time finds the same. The event's policy is about the way to Lambda; what Lambda took
   * it runs twice more by itself.
   */
  @Test
  void whatTheClockStartsIsNotRunAgainWhenItFails() {
    Set<String> found = new TreeSet<>();
    STACK
        .resources("AWS::Serverless::Function")
        .forEach(
            (name, function) ->
                function
                    .path("Events")
                    .forEach(
                        event -> {
                          if (event.get("Type").asText().equals("Schedule")) {
                            found.add(name);
                            assertThat(event.at("/Properties/RetryPolicy").toString())
                                .as(name)
                                .isEqualTo(ONCE);
                            assertThat(function.path("EventInvokeConfig").toString())
                                .as(name)
                                .isEqualTo(ONCE);
                          }
                        }));
    assertThat(found)
        .containsExactly("ReviewPagerDuty", "ReviewSlack", "SweepOpsgenie", "SweepPagerDuty");
  }
}
