package dev.sallyport.tests.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sallyport.teleport.wire.types.AccessReview;
import dev.sallyport.teleport.wire.types.RequestState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every sample, given to the zip that is deployed in Lambda's own runtime client. */
@Timeout(300)
final class EventsInLambdaTest {
  @TempDir Path folder;

  private final Set<String> given = new TreeSet<>();

  @Test
  void everySampleHasItsEffectInTheRealRuntime() throws IOException {
    try (LambdaSamples lambda = new LambdaSamples(Files.createDirectory(folder.resolve("a")))) {
      atTheDoor(lambda);
      decidedInSlack(lambda);
      assertThat(lambda.said())
          .contains("\"event\":\"announced\"", "\"_aws\"", "\"event\":\"review-recorded\"")
          .doesNotContain(SampleCompany.KEY)
          .doesNotContain(SampleCompany.TOKEN)
          .doesNotContain(SampleCompany.SECRET)
          .doesNotContain("fix the build")
          .doesNotContain("SLF4J");
      assertThat(lambda.traced()).isEmpty();
    }
    try (LambdaSamples lambda = new LambdaSamples(Files.createDirectory(folder.resolve("b")))) {
      decidedByANote(lambda);
      rotated(lambda);
      assertThat(lambda.traced()).isEmpty();
    }
    assertThat(given).containsExactlyElementsOf(EventsTest.samples());
  }

  private void atTheDoor(LambdaSamples lambda) {
    answers(lambda, "slack", "webhook-slack-approve.json", 200);
    answers(lambda, "slack", "webhook-slack-deny-with-reason.json", 200);
    assertThat(lambda.waiting("reviews-slack")).isEqualTo(2);
    JsonNode challenge = answers(lambda, "slack", "webhook-slack-url-verification.json", 200);
    assertThat(challenge.path("body").asText()).startsWith("3eZbrw1aBm2rZgRNFdxV2595E9CY3gmd");
    answers(lambda, "pagerduty", "webhook-pagerduty-note.json", 202);
    assertThat(lambda.waiting("reviews-pagerduty")).isEqualTo(1);
    refuses(lambda, "slack", "webhook-slack-forged.json");
    refuses(lambda, "pagerduty", "webhook-pagerduty-forged.json");
    assertThat(lambda.waiting("reviews-slack")).isEqualTo(2);
    assertThat(lambda.waiting("reviews-pagerduty")).isEqualTo(1);
  }

  private void decidedInSlack(LambdaSamples lambda) {
    takes(lambda, "Decide", "", "decide-changed.json");
    assertThat(memory(lambda)).containsKeys("seen", "routing");
    for (String destination : Set.of("pagerduty", "opsgenie", "slack")) {
      assertThat(lambda.waiting(destination)).as(destination).isPositive();
      takes(lambda, "Notify", destination, "notify-" + destination + ".json");
    }
    assertThat(lambda.company.pagerduty.incidents()).hasSize(1);
    assertThat(lambda.company.opsgenie.alerts()).hasSize(1);
    assertThat(lambda.company.slack.messages(SampleCompany.CHANNEL)).hasSize(1);
    given.add("review-slack.json");
    takes(lambda, "Review", "slack", SampleEvent.now("review-slack.json"));
    reviewed(lambda, RequestState.APPROVED);
    takes(lambda, "Review", "slack", "{\"Records\": []}".getBytes(StandardCharsets.UTF_8));
    assertThat(lambda.said()).contains("\"identity\":\"review\"", "\"event\":\"can-review");
    given.add("sweep.json");
    assertThat(lambda.invoke("Sweep", "pagerduty", SampleEvent.of("sweep.json")).asInt())
        .isEqualTo(1);
  }

  private void decidedByANote(LambdaSamples lambda) {
    takes(lambda, "Decide", "", "decide-changed.json");
    takes(lambda, "Notify", "pagerduty", "notify-pagerduty.json");
    lambda.company.pagerduty.noteAs(
        SampleCompany.BOB,
        lambda.company.pagerduty.incidents().getFirst().id(),
        "teleport deny 718293a4 not before the release");
    given.add("review-pagerduty.json");
    takes(lambda, "Review", "pagerduty", SampleEvent.now("review-pagerduty.json"));
    reviewed(lambda, RequestState.DENIED);
  }

  private void rotated(LambdaSamples lambda) {
    given.add("rotate-create.json");
    SampleSecret secret = lambda.rotated();
    String sample = new String(SampleEvent.of("rotate-create.json"), StandardCharsets.UTF_8);
    String event = sample.replaceFirst("arn:[^\"]*", Matcher.quoteReplacement(secret.arn));
    JsonNode step = lambda.invoke("Rotate", "", event.getBytes(StandardCharsets.UTF_8));
    assertThat(step.asText()).isEqualTo("createSecret");
    secret.isPending("7a1d3a52-8f1e-4c39-9d56-1c0b7e0d2f43");
  }

  private JsonNode answers(LambdaSamples lambda, String vendor, String file, int status) {
    given.add(file);
    JsonNode answer = lambda.invoke("Webhooks", vendor, SampleEvent.now(file));
    assertThat(answer.path("statusCode").asInt()).as(file).isEqualTo(status);
    return answer;
  }

  /** As it is: neither its secret nor its time is right. */
  private void refuses(LambdaSamples lambda, String vendor, String file) {
    given.add(file);
    JsonNode answer = lambda.invoke("Webhooks", vendor, SampleEvent.of(file));
    assertThat(answer.path("statusCode").asInt()).as(file).isEqualTo(401);
  }

  private void takes(LambdaSamples lambda, String handler, String subject, String file) {
    given.add(file);
    takes(lambda, handler, subject, SampleEvent.of(file));
  }

  private static void takes(LambdaSamples lambda, String handler, String subject, byte[] event) {
    JsonNode response = lambda.invoke(handler, subject, event);
    assertThat(response.path("batchItemFailures")).as(lambda.said()).isEmpty();
  }

  private static void reviewed(LambdaSamples lambda, RequestState state) {
    var spec = lambda.company.teleport.request(SampleCompany.REQUEST).orElseThrow().getSpec();
    assertThat(spec.getState()).as(lambda.said()).isEqualTo(state);
    assertThat(spec.getReviewsList())
        .extracting(AccessReview::getAuthor)
        .containsExactly(SampleCompany.BOB);
  }

  private static Map<String, String> memory(LambdaSamples lambda) {
    return lambda
        .company
        .teleport
        .pluginData(SampleCompany.REQUEST)
        .getOrDefault("sallyport", Map.of());
  }
}
