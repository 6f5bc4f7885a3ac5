package dev.sallyport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.PagerDutySignature;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.signal.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What PagerDuty is answered, since three wrong answers silence it for a day. */
final class PagerDutyWebhooksTest {
  private static final Answer ACCEPTED = new Answer(202, "");
  private static final Answer COME_AGAIN = new Answer(503, "try again");

  private final PagerDutyBench bench = new PagerDutyBench();

  @ParameterizedTest
  @ValueSource(strings = {"incident.annotated", "incident.resolved"})
  void queuesTheRawBytesAndTheSignatureOfWhatMatters(String type) {
    RawBody body = PagerDutyBench.event(type, PagerDutyBench.OCCURRED);
    String response =
        bench.answer(
            PagerDutyBench.apiEvent(body, PagerDutyBench.headers(body, PagerDutyBench.SECRET))
                .getBytes(StandardCharsets.UTF_8));
    assertThat(response).contains("\"statusCode\":202");
    assertThat(bench.queued)
        .containsExactly(
            new SignedDelivery(
                body, PagerDutySignature.sign(body, PagerDutyBench.SECRET), "192.0.2.44"));
    assertThat(bench.signals).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pagey.ping",
        "incident.acknowledged",
        "incident.triggered",
        "service.updated",
        "incident.annotated.v9",
        "INCIDENT.ANNOTATED",
        ""
      })
  void whatElsePagerDutySignsIsTakenAndNotPassedOn(String type) {
    RawBody body = PagerDutyBench.event(type, PagerDutyBench.OCCURRED);
    assertThat(bench.deliver(body, PagerDutyBench.SECRET)).isEqualTo(ACCEPTED);
    assertThat(bench.queued).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "rubbish", "{\"event\":[]}", "[[[[[[[[[[[[[[[["})
  void whatIsSignedAndNotUnderstoodIsTakenAndNotPassedOn(String body) {
    assertThat(bench.deliver(RawBody.of(body), PagerDutyBench.SECRET)).isEqualTo(ACCEPTED);
    assertThat(bench.queued).isEmpty();
    assertThat(bench.signals.getFirst().fields()).containsEntry("reason", "undated");
  }

  @ParameterizedTest
  @CsvSource({"176400001, stale", "-300001, future"})
  void whatIsTooOldOrOfTheFutureIsTakenAndNotPassedOn(long millis, String reason) {
    bench.now = PagerDutyBench.OCCURRED.plusMillis(millis);
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.SECRET)).isEqualTo(ACCEPTED);
    assertThat(bench.queued).isEmpty();
    assertThat(bench.signals)
        .containsExactly(
            Signal.warning("", "webhook-refused", "a delivery was not verified")
                .with("vendor", "pagerduty")
                .with("reason", reason));
  }

  @Test
  void aForgeryIsRefused() {
    Map<String, String> headers = PagerDutyBench.headers(PagerDutyBench.NOTE, PagerDutyBench.OTHER);
    headers.put("x-webhook-subscription", "PWHOTHER");
    assertThat(bench.webhooks.handle(PagerDutyBench.call(PagerDutyBench.NOTE, headers)))
        .isEqualTo(new Answer(401, "not verified"));
    headers.remove("x-webhook-subscription");
    assertThat(bench.webhooks.handle(PagerDutyBench.call(PagerDutyBench.NOTE, headers)))
        .isEqualTo(new Answer(401, "not verified"));
    assertThat(bench.queued).isEmpty();
    assertThat(bench.signals).extracting(Signal::level).containsOnly(Signal.Level.WARNING);
  }

  @Test
  void ourOwnSubscriptionWithAWrongSecretIsOurFault() {
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.OTHER)).isEqualTo(COME_AGAIN);
    assertThat(bench.signals)
        .singleElement()
        .satisfies(
            signal -> {
              assertThat(signal.level()).isEqualTo(Signal.Level.ALARM);
              assertThat(signal.event()).isEqualTo("webhook-unavailable");
              assertThat(signal.text()).contains("our own subscription");
            });
    assertThat(bench.queued).isEmpty();
  }

  @Test
  void aNewSecretIsFoundWhenTheOldOneDoesNotFit() {
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.SECRET)).isEqualTo(ACCEPTED);
    bench.stored = "{\"current\":\"" + PagerDutyBench.OTHER + "\",\"subscriptions\":[\"PWHNEW\"]}";
    bench.now = bench.now.plusSeconds(60);
    Map<String, String> headers = PagerDutyBench.headers(PagerDutyBench.NOTE, PagerDutyBench.OTHER);
    headers.put("x-webhook-subscription", "PWHNEW");
    assertThat(bench.webhooks.handle(PagerDutyBench.call(PagerDutyBench.NOTE, headers)))
        .isEqualTo(ACCEPTED);
    assertThat(bench.queued).hasSize(2);
  }

  @Test
  void twoSubscriptionsMaySignWhileOneTakesTheOthersPlace() {
    bench.stored =
        "{\"pending\":\""
            + PagerDutyBench.OTHER
            + "\",\"current\":\""
            + PagerDutyBench.SECRET
            + "\",\"subscriptions\":[\"PWHOURS\",\"PWHNEW\"]}";
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.SECRET)).isEqualTo(ACCEPTED);
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.OTHER)).isEqualTo(ACCEPTED);
    assertThat(bench.queued).hasSize(2);
  }

  @Test
  void whatIsDownOnOurSideIsOurFault() {
    bench.storeDown = true;
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.SECRET)).isEqualTo(COME_AGAIN);
    bench.storeDown = false;
    bench.queueDown = true;
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.SECRET)).isEqualTo(COME_AGAIN);
    assertThat(bench.signals).extracting(Signal::event).containsOnly("webhook-unavailable");
    bench.queueDown = false;
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.SECRET)).isEqualTo(ACCEPTED);
    assertThat(bench.queued).hasSize(1);
  }

  @Test
  void whileTheStoreCannotBeReadNobodyKnowsWhoseASignatureIs() {
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.SECRET)).isEqualTo(ACCEPTED);
    Map<String, String> headers = PagerDutyBench.headers(PagerDutyBench.NOTE, PagerDutyBench.OTHER);
    headers.put("x-webhook-subscription", "PWHNEW");
    Call made = PagerDutyBench.call(PagerDutyBench.NOTE, headers);
    assertThat(bench.webhooks.handle(made).status()).isEqualTo(401);

    bench.storeDown = true;
    bench.now = bench.now.plus(Duration.ofMinutes(10));

    assertThat(bench.webhooks.handle(made)).isEqualTo(COME_AGAIN);
  }

  @Test
  void anUnsignedCallWithoutAClaimDoesNotReachTheStore() {
    Answer answer = bench.webhooks.handle(PagerDutyBench.call(PagerDutyBench.NOTE, Map.of()));
    assertThat(answer.status()).isEqualTo(401);
    assertThat(bench.reads).isZero();
  }

  @Test
  void aLostSignatureOfOurOwnSubscriptionIsOurFault() {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-webhook-subscription", PagerDutyBench.OURS);
    assertThat(bench.webhooks.handle(PagerDutyBench.call(PagerDutyBench.NOTE, headers)))
        .isEqualTo(COME_AGAIN);
  }

  @Test
  void whatIsTooLargeIsNotLookedAt() {
    RawBody large = RawBody.of(new byte[SignedDelivery.MOST_BYTES + 1]);
    assertThat(bench.deliver(large, PagerDutyBench.SECRET)).isEqualTo(new Answer(413, "too large"));
    assertThat(bench.reads).isZero();
  }

  @Test
  void largeEventsAreTaken() {
    String note = "x".repeat(SignedDelivery.MOST_BYTES - 1000);
    RawBody body =
        RawBody.of(
            new String(PagerDutyBench.NOTE.bytes(), StandardCharsets.UTF_8).replace("é✓", note));
    assertThat(bench.deliver(body, PagerDutyBench.SECRET)).isEqualTo(ACCEPTED);
    assertThat(bench.queued).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /webhooks/pagerduty, 405",
    "POST, /webhooks/slack/interactions, 404",
    "POST, /webhooks/pagerduty/, 404"
  })
  void takesOneRouteOnly(String method, String path, int status) {
    Call call =
        new Call(
            method,
            path,
            PagerDutyBench.headers(PagerDutyBench.NOTE, PagerDutyBench.SECRET),
            PagerDutyBench.NOTE,
            "");
    assertThat(bench.webhooks.handle(call).status()).isEqualTo(status);
    assertThat(bench.queued).isEmpty();
  }

  @Test
  void aPreviousSecretCountsUntilItsTimeIsOver() {
    bench.stored =
        "{\"current\":\""
            + PagerDutyBench.OTHER
            + "\",\"previous\":{\"value\":\""
            + PagerDutyBench.SECRET
            + "\",\"until\":\"2026-11-20T13:00:00Z\"},\"subscriptions\":[\"PWHNEW\"]}";
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.SECRET)).isEqualTo(ACCEPTED);
    bench.now = bench.now.plus(Duration.ofHours(1));
    assertThat(bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.SECRET).status()).isEqualTo(401);
  }

  @Test
  void nothingOfADeliveryIsTold() {
    bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.OTHER);
    bench.now = PagerDutyBench.OCCURRED.plus(Duration.ofDays(9));
    bench.deliver(PagerDutyBench.NOTE, PagerDutyBench.SECRET);
    assertThat(bench.signals.toString())
        .doesNotContain(PagerDutyBench.SECRET, PagerDutyBench.OTHER, "é✓", "PUSER01");
  }
}
