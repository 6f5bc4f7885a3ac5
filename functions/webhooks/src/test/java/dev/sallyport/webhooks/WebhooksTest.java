package dev.sallyport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.Sender;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.SlackSignature;
import dev.sallyport.core.signal.Signal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhooksTest {
  private final Bench bench = new Bench();

  @ParameterizedTest
  @ValueSource(strings = {"webhook-slack-approve.json", "webhook-slack-deny-with-reason.json"})
  void queuesTheRawBytesAndTheSignatureOfAClick(String sample) {
    assertThat(bench.answer(Bench.sample(sample))).isEqualTo(new Answer(200, ""));
    assertThat(bench.queued).hasSize(1);
    SignedDelivery delivery = bench.queued.getFirst();
    assertThat(delivery.sourceIp()).isEqualTo("192.0.2.44");
    assertThat(delivery.headers()).containsOnlyKeys(SlackSignature.HEADERS);
    assertThat(
            SlackSignature.verify(
                delivery.headers(), delivery.body(), Bench.SIGNED, List.of(Bench.SECRET)))
        .isInstanceOf(Sender.Verified.class);
    String body = new String(delivery.body().bytes(), StandardCharsets.UTF_8);
    assertThat(body).startsWith("payload=");
    assertThat(URLDecoder.decode(body, StandardCharsets.UTF_8))
        .contains("\"block_id\":\"review_block\"", "\"reason_input\"", "\"T0SALLYPORT\"");
  }

  @Test
  void answersTheChallengeOfAUrlVerification() {
    assertThat(bench.answer(Bench.sample("webhook-slack-url-verification.json")))
        .isEqualTo(new Answer(200, "3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"));
    assertThat(bench.queued).isEmpty();
  }

  @Test
  void refusesAForgedClick() {
    assertThat(bench.answer(Bench.sample("webhook-slack-forged.json")))
        .isEqualTo(new Answer(401, "not verified"));
    assertThat(bench.queued).isEmpty();
    assertThat(bench.signals)
        .containsExactly(
            Signal.warning("", "webhook-refused", "a delivery was not verified")
                .with("vendor", "slack")
                .with("reason", "mismatch"));
  }

  @Test
  void refusesAnOldClick() {
    bench.advance(Duration.ofSeconds(301));
    assertThat(bench.answer(Bench.sample("webhook-slack-approve.json")).status()).isEqualTo(401);
    assertThat(bench.signals.getFirst().fields()).containsEntry("reason", "stale");
    assertThat(bench.reads).as("the store is not asked for what no secret makes good").isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /webhooks/slack/interactions, 405",
    "PUT, /webhooks/slack/interactions, 405",
    "POST, /, 404",
    "GET, /, 404",
    "POST, /webhooks/slack/interactions/, 404",
    "POST, /webhooks/slack/interactions/x, 404",
    "POST, /webhooks/pagerduty, 404",
    "POST, /WEBHOOKS/SLACK/INTERACTIONS, 404"
  })
  void takesOneRouteOnly(String method, String path, int status) {
    Map<String, String> headers = SlackSignature.sign(Bench.CLICK, bench.now, Bench.SECRET);
    assertThat(bench.webhooks.handle(new Call(method, path, headers, Bench.CLICK, "")).status())
        .isEqualTo(status);
    assertThat(bench.queued).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"routeKey\":\"POST /webhooks/slack/interactions\",\"rawPath\":\"/prod/anything\"",
        "\"routeKey\":\"$default\",\"rawPath\":\"/prod/webhooks/slack/interactions\"",
        "\"routeKey\":null,\"rawPath\":\"/prod/webhooks/slack/interactions\"",
        "\"rawPath\":\"/webhooks/slack/interactions\""
      })
  void findsItsRouteBehindAStage(String route) {
    String event =
        Bench.event(Bench.CLICK, SlackSignature.sign(Bench.CLICK, bench.now, Bench.SECRET))
            .replaceFirst("\"routeKey\":.*?\"rawPath\":\"[^\"]*\"", route.replace("$", "\\$"))
            .replace("\"stage\":\"$default\"", "\"stage\":\"prod\"");
    assertThat(bench.answer(event).status()).isEqualTo(200);
    assertThat(bench.queued).hasSize(1);
  }

  @Test
  void takesABodyThatIsNoBase64AndHeadersInAnySpelling() {
    String body = "payload=é✓";
    Map<String, String> headers = new HashMap<>();
    SlackSignature.sign(RawBody.of(body), bench.now, Bench.SECRET)
        .forEach((name, value) -> headers.put(name.replace("x-s", "X-S"), value));
    String event =
        Bench.event(Bench.CLICK, headers)
            .replaceFirst("\"body\":\"[^\"]*\"", "\"body\":\"" + body + "\"")
            .replace("\"isBase64Encoded\":true", "\"isBase64Encoded\":false");
    assertThat(bench.answer(event).status()).isEqualTo(200);
    assertThat(bench.queued).extracting(SignedDelivery::body).containsExactly(RawBody.of(body));
  }

  @Test
  void aHeaderThatIsThereTwiceIsRefused() {
    Map<String, String> headers = SlackSignature.sign(Bench.CLICK, bench.now, Bench.SECRET);
    String event = Bench.event(Bench.CLICK, headers);
    String twice = "\"X-Slack-Signature\":\"v0=0\",\"x-slack-signature\"";
    assertThat(bench.answer(event.replace("\"x-slack-signature\"", twice)).status()).isEqualTo(400);
    Map<String, String> joined = new HashMap<>(headers);
    joined.merge("x-slack-signature", "v0=0", (one, other) -> one + "," + other);
    assertThat(bench.answer(Bench.event(Bench.CLICK, joined)).status()).isEqualTo(401);
    assertThat(bench.queued).isEmpty();
  }

  @Test
  void takesTheLargestBodyAndRefusesALargerOneUnseen() {
    RawBody largest = RawBody.of(new byte[SignedDelivery.MOST_BYTES]);
    RawBody larger = RawBody.of(new byte[SignedDelivery.MOST_BYTES + 1]);
    assertThat(signedAnswer(largest).status()).isEqualTo(200);
    assertThat(bench.queued).hasSize(1);
    assertThat(signedAnswer(larger)).isEqualTo(new Answer(413, "too large"));
    assertThat(signedAnswer(RawBody.of(new byte[3_000_000])).status()).isEqualTo(413);
    assertThat(bench.webhooks.handle(Bench.call(larger, Map.of())).status()).isEqualTo(413);
    assertThat(bench.queued).hasSize(1);
    assertThat(bench.signals).isEmpty();
  }

  private Answer signedAnswer(RawBody body) {
    return bench.answer(Bench.event(body, SlackSignature.sign(body, bench.now, Bench.SECRET)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"url_verification\",\"challenge\":\"<script>\"}",
        "{\"type\":\"url_verification\",\"challenge\":\"\"}",
        "{\"type\":\"url_verification\",\"challenge\":\"a b\"}",
        "{\"type\":\"url_verification\",\"challenge\":5}",
        "{\"type\":\"url_verification\"}"
      })
  void aChallengeThatIsNoPlainWordIsNotRepeated(String body) {
    assertThat(signedAnswer(RawBody.of(body))).isEqualTo(new Answer(400, "bad request"));
    assertThat(
            signedAnswer(
                RawBody.of(
                    "{\"type\":\"url_verification\",\"challenge\":\"" + "a".repeat(257) + "\"}")))
        .isEqualTo(new Answer(400, "bad request"));
    assertThat(bench.queued).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "{\"type\":\"event_callback\"}",
        "{\"a\":{\"type\":\"url_verification\",\"challenge\":\"abc\"}}",
        "payload=",
        "rubbish"
      })
  void whateverElseIsSignedIsQueuedAndNotUnderstood(String body) {
    assertThat(signedAnswer(RawBody.of(body))).isEqualTo(new Answer(200, ""));
    assertThat(bench.queued).hasSize(1);
  }

  @Test
  void anAddressThatIsNoneIsLeftOut() {
    String event =
        Bench.event(Bench.CLICK, SlackSignature.sign(Bench.CLICK, bench.now, Bench.SECRET));
    for (String odd : Set.of("<b>", "x".repeat(5000), "\\u0000", "1".repeat(46))) {
      assertThat(bench.answer(event.replace("192.0.2.44", odd)).status()).isEqualTo(200);
    }
    assertThat(bench.queued).hasSize(4).allMatch(delivery -> delivery.sourceIp().isEmpty());
  }
}
