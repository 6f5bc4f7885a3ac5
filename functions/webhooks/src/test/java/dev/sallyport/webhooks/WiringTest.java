package dev.sallyport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.core.signal.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The function with its real adapters, against real sockets. */
@Timeout(60)
final class WiringTest {
  private static final String ARN =
      "arn:aws:secretsmanager:eu-central-1:123456789012:secret:slack-signing-AbCdEf";

  private final List<Signal> signals = new ArrayList<>();
  @TempDir Path folder;

  private Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>();
    variables.put(
        "SALLYPORT_QUEUE_REVIEWS_SLACK",
        "https://sqs.eu-central-1.amazonaws.com/123456789012/reviews-slack");
    variables.put("SALLYPORT_SLACK_SIGNING_SECRET_ARN", ARN);
    variables.put("AWS_REGION", "eu-central-1");
    variables.put("AWS_ACCESS_KEY_ID", "key-id-not-real");
    variables.put("AWS_SECRET_ACCESS_KEY", "key-not-real");
    variables.put("AWS_SESSION_TOKEN", "token-not-real");
    return variables;
  }

  private Answer click(Map<String, String> variables) {
    return new Webhooks(variables, signals::add, () -> Bench.SIGNED).handle(signedCall());
  }

  private static Call signedCall() {
    return Bench.call(Bench.CLICK, SlackSignature.sign(Bench.CLICK, Bench.SIGNED, Bench.SECRET));
  }

  private static String message() {
    Call call = signedCall();
    return new SignedDelivery(call.body(), call.headers(), call.sourceIp()).toJson();
  }

  private static AwsServer.Reply taken() {
    try {
      byte[] digest =
          MessageDigest.getInstance("MD5").digest(message().getBytes(StandardCharsets.UTF_8));
      return AwsServer.json(
          200,
          "{\"MessageId\":\"1\",\"MD5OfMessageBody\":\""
              + HexFormat.of().formatHex(digest)
              + "\"}");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static AwsServer.Reply secret() {
    return AwsServer.json(
        200, "{\"ARN\":\"" + ARN + "\",\"SecretString\":\"" + Bench.SECRET + "\"}");
  }

  @Test
  void readsTheSecretAndSendsTheDelivery() {
    try (AwsServer aws = new AwsServer(secret(), taken())) {
      Map<String, String> variables = variables();
      variables.put("AWS_ENDPOINT_URL", aws.url());
      assertThat(click(variables).status()).isEqualTo(200);
      assertThat(aws.received)
          .extracting(call -> call.headers().get("X-amz-target"))
          .containsExactly(
              List.of("secretsmanager.GetSecretValue"), List.of("AmazonSQS.SendMessage"));
      assertThat(aws.received.getFirst().body()).isEqualTo("{\"SecretId\":\"" + ARN + "\"}");
      assertThat(
              aws.received
                  .getLast()
                  .headers()
                  .getOrDefault("Authorization", List.of("none"))
                  .getFirst())
          .startsWith("AWS4-HMAC-SHA256 Credential=key-id-not-real/20261120/eu-central-1/sqs/");
      assertThat(aws.received.getLast().headers())
          .containsEntry("X-amz-security-token", List.of("token-not-real"))
          .containsEntry("Content-type", List.of("application/x-amz-json-1.0"));
      assertThat(aws.received.getLast().body())
          .contains("https://sqs.eu-central-1.amazonaws.com/123456789012/reviews-slack");
    }
  }

  @Test
  void readsTheSecretFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), Bench.SECRET + "\n");
    try (AwsServer sqs = new AwsServer(taken())) {
      Map<String, String> variables = variables();
      variables.remove("SALLYPORT_SLACK_SIGNING_SECRET_ARN");
      variables.put("SALLYPORT_SLACK_SIGNING_SECRET_FILE", file.toString());
      variables.put("SALLYPORT_QUEUE_REVIEWS_SLACK", sqs.url() + "/000000000000/reviews-slack");
      assertThat(click(variables).status()).isEqualTo(200);
      assertThat(sqs.received).as("at the queue's own address").hasSize(1);
      Files.delete(file);
      assertThat(click(variables).status()).isEqualTo(500);
    }
  }

  @Test
  void triesOnceMoreWithinItsTime() {
    try (AwsServer secrets = new AwsServer(AwsServer.cut(), secret());
        AwsServer sqs = new AwsServer(AwsServer.json(503, "{}"), taken())) {
      Map<String, String> variables = variables();
      variables.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url());
      variables.put("AWS_ENDPOINT_URL_SQS", sqs.url());
      assertThat(click(variables).status()).isEqualTo(200);
      assertThat(secrets.received).hasSize(2);
      assertThat(sqs.received).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | {\"__type\":\"canary\"}",
        "403 | {\"__type\":\"canary\"}",
        "500 | canary",
        "200 | canary",
        "200 | {}",
        "200 | {\"MD5OfMessageBody\":\"canary\"}",
        "302 | {}",
        "401 | {}"
      })
  void whatTheQueueHasNotTakenIsNoSuccess(int status, String body) {
    try (AwsServer aws = new AwsServer(secret(), AwsServer.json(status, body))) {
      Map<String, String> variables = variables();
      variables.put("AWS_ENDPOINT_URL", aws.url());
      assertThat(click(variables)).isEqualTo(new Answer(500, "try again"));
      assertThat(signals).extracting(Signal::event).containsExactly("webhook-unavailable");
      assertThat(signals.toString()).contains("SendMessage").doesNotContain("canary");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"canary", "{}", "{\"SecretString\":5}", "{\"SecretString\":\"canary\"}"})
  void aSecretThatCannotBeReadIsNoRefusal(String body) {
    try (AwsServer aws = new AwsServer(AwsServer.json(200, body))) {
      Map<String, String> variables = variables();
      variables.put("AWS_ENDPOINT_URL", aws.url());
      assertThat(click(variables)).isEqualTo(new Answer(500, "try again"));
      assertThat(signals.toString()).doesNotContain("canary");
    }
  }

  @Test
  void aQueueThatIsSilentIsGivenUp() {
    CountDownLatch closing = new CountDownLatch(1);
    AwsServer.Reply silence =
        _ -> {
          try {
            closing.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    try (AwsServer aws = new AwsServer(secret(), silence)) {
      Map<String, String> variables = variables();
      variables.put("AWS_ENDPOINT_URL", aws.url());
      long start = System.nanoTime();
      assertThat(click(variables)).isEqualTo(new Answer(500, "try again"));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(signals.toString()).contains("took longer than");
      closing.countDown();
    }
  }

  @Test
  void anAddressWhereNobodyListensIsUnavailable() {
    Map<String, String> variables = variables();
    try (AwsServer gone = new AwsServer(secret())) {
      variables.put("AWS_ENDPOINT_URL", gone.url());
    }
    assertThat(click(variables).status()).isEqualTo(500);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SALLYPORT_QUEUE_REVIEWS_SLACK",
        "SALLYPORT_SLACK_SIGNING_SECRET_ARN",
        "AWS_REGION",
        "AWS_ACCESS_KEY_ID",
        "AWS_SECRET_ACCESS_KEY"
      })
  void namesTheVariableThatIsMissing(String name) {
    Map<String, String> variables = variables();
    variables.remove(name);
    assertThatThrownBy(() -> click(variables))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining(name);
    variables.put(name, " ");
    assertThatThrownBy(() -> click(variables)).isInstanceOf(ConfigError.class);
  }

  @Test
  void servesTheVendorThatIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), PagerDutyBench.SECRET);
    try (AwsServer sqs = new AwsServer(AwsServer.json(500, "{}"), AwsServer.json(500, "{}"))) {
      Map<String, String> variables = variables();
      variables.put("SALLYPORT_VENDOR", "pagerduty");
      variables.put("SALLYPORT_PAGERDUTY_WEBHOOK_SECRET_FILE", file.toString());
      variables.put("SALLYPORT_QUEUE_REVIEWS_PAGERDUTY", sqs.url() + "/0/reviews-pagerduty");
      Webhooks webhooks = new Webhooks(variables, signals::add, () -> PagerDutyBench.OCCURRED);
      Call note =
          PagerDutyBench.call(
              PagerDutyBench.NOTE,
              PagerDutyBench.headers(PagerDutyBench.NOTE, PagerDutyBench.SECRET));
      assertThat(webhooks.handle(signedCall()).status()).isEqualTo(404);
      assertThat(webhooks.handle(note)).isEqualTo(new Answer(503, "try again"));
      assertThat(sqs.received).hasSize(2);
      variables.remove("SALLYPORT_QUEUE_REVIEWS_PAGERDUTY");
      assertThatThrownBy(() -> click(variables))
          .hasMessageContaining("SALLYPORT_QUEUE_REVIEWS_PAGERDUTY");
      variables.put("SALLYPORT_VENDOR", "opsgenie");
      assertThatThrownBy(() -> click(variables)).hasMessageContaining("SALLYPORT_VENDOR");
    }
  }

  @Test
  void saysWhichVariableIsWrong() {
    Map<String, String> queue = variables();
    queue.put("SALLYPORT_QUEUE_REVIEWS_SLACK", "reviews slack");
    assertThatThrownBy(() -> click(queue))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("SALLYPORT_QUEUE_REVIEWS_SLACK");
    Map<String, String> secret = variables();
    secret.put("SALLYPORT_SLACK_SIGNING_SECRET_ARN", "slack-signing");
    assertThatThrownBy(() -> click(secret))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("SALLYPORT_SLACK_SIGNING_SECRET_ARN");
  }
}
