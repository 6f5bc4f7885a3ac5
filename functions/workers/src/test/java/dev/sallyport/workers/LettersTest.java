package dev.sallyport.workers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LettersTest {
  private static final String CLUSTER = "teleport.example.com";

  private final TestingInbox inbox = new TestingInbox();
  private final List<Signal> signals = new ArrayList<>();
  private final List<String> used = new ArrayList<>();
  private final Letters letters =
      new Letters(CLUSTER, "requests", inbox, signals::add, new Random(1));

  @Test
  void aMessageThatIsDoneDoesNotComeBack() {
    assertThat(open(this::take, message("m1", "r1"), message("m2", "r2"))).isEmpty();
    assertThat(used).containsExactly("r1 1", "r2 1");
    assertThat(signals).isEmpty();
  }

  @Test
  void whatStandsBehindAFailureInItsGroupComesBackUntouched() {
    Letters.Use fails =
        (event, tries) ->
            event.requestId().equals("r1")
                ? new Delivery.Retry(Duration.ofSeconds(3), "not now")
                : take(event, tries);
    assertThat(open(fails, message("m1", "r1"), message("m2", "r2"), message("m3", "r1")))
        .containsExactly("m1", "m3");
    assertThat(used).containsExactly("r2 1");
    assertThat(inbox.delayed).containsOnly(Map.entry("m1", Duration.ofSeconds(3)));
    assertThat(signals)
        .singleElement()
        .satisfies(signal -> assertThat(signal.text()).contains("in 3 s", "not now"));
  }

  @Test
  void aWaitThatIsOverIsNoWait() {
    open((_, _) -> new Delivery.Retry(Duration.ofSeconds(-2), "late"), message("m1", "r1"));
    assertThat(inbox.delayed).containsOnly(Map.entry("m1", Duration.ZERO));
  }

  @Test
  void aHopelessMessageIsBuriedWithTheReason() {
    assertThat(open((_, _) -> new Delivery.Rejected("no such service"), message("m1", "r1")))
        .isEmpty();
    assertThat(inbox.buried).containsOnly(Map.entry("m1", "no such service"));
    assertThat(alarms()).containsExactly("dead-letter");
  }

  @Test
  void aMessageThatIsNoEventIsBuried() {
    SQSMessage message = message("m1", "r1");
    message.setBody("not json, canary-text");
    assertThat(open(this::take, message)).isEmpty();
    assertThat(used).isEmpty();
    assertThat(inbox.buried.get("m1")).contains("no request event").doesNotContain("canary");
  }

  @Test
  void anotherClustersMessageIsBuried() {
    SQSMessage message = message("m1", "r1");
    message.setBody(message.getBody().replace(CLUSTER, "other.example.com"));
    assertThat(open(this::take, message)).isEmpty();
    assertThat(used).isEmpty();
    assertThat(inbox.buried.get("m1")).contains("other.example.com", CLUSTER);
  }

  @Test
  void aNewerMessageComesBackForANewerVersionOfUs() {
    SQSMessage message = message("m1", "r1");
    message.setBody(message.getBody().replace("\"version\":1", "\"version\":2"));
    message.getAttributes().put("ApproximateReceiveCount", "4");
    assertThat(open(this::take, message)).containsExactly("m1");
    assertThat(used).isEmpty();
    assertThat(inbox.delayed.get("m1")).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
  }

  @Test
  void anUnexpectedFailureComesBackAndIsSaidWithoutItsText() {
    Letters.Use fails =
        (_, _) -> {
          throw new IllegalStateException("canary-secret");
        };
    assertThat(open(fails, message("m1", "r1"), message("m2", "r1"))).containsExactly("m1", "m2");
    assertThat(alarms()).containsExactly("handler-failed");
    assertThat(signals.getFirst().text())
        .contains("java.lang.IllegalStateException", "LettersTest")
        .doesNotContain("canary");
  }

  @Test
  void aQueueThatCannotBuryGivesItBack() {
    inbox.broken = true;
    assertThat(open((_, _) -> new Delivery.Rejected("hopeless"), message("m1", "r1")))
        .containsExactly("m1");
    assertThat(alarms()).isEmpty();
  }

  @Test
  void aQueueThatCannotDelayGivesItBackAllTheSame() {
    inbox.broken = true;
    Delivery retry = new Delivery.Retry(Duration.ofSeconds(1), "not now");
    assertThat(open((_, _) -> retry, message("m1", "r1"))).containsExactly("m1");
  }

  @Test
  void theNumberOfTriesIsTheQueues() {
    SQSMessage message = message("m1", "r1");
    message.getAttributes().put("ApproximateReceiveCount", "7");
    open(this::take, message);
    assertThat(used).containsExactly("r1 7");
  }

  @Test
  void aSignedDeliveryComesWithTheQueuesTime() {
    SQSMessage message = signed("m1");
    message.getAttributes().put("ApproximateReceiveCount", "3");
    assertThat(
            openSigned(
                (delivery, sentAt, tries) -> {
                  used.add(delivery.body() + " at " + sentAt.toEpochMilli() + ", try " + tries);
                  return Delivery.DELIVERED;
                },
                message))
        .isEmpty();
    assertThat(used).containsExactly("4 bytes at 1700000000123, try 3");
  }

  @Test
  void onAStandardQueueNothingWaitsForAnother() {
    Letters.SignedUse fails =
        (_, _, _) ->
            used.size() < 1 && used.add("once")
                ? new Delivery.Retry(Duration.ofSeconds(3), "not now")
                : Delivery.DELIVERED;
    assertThat(openSigned(fails, signed("m1"), signed("m2"))).containsExactly("m1");
  }

  @Test
  void whatIsNoSignedDeliveryIsBuriedWithTheReason() {
    SQSMessage garbage = signed("m1");
    garbage.setBody("not json, canary-text");
    SQSMessage event = signed("m2");
    event.setBody(message("m2", "r1").getBody());
    SQSMessage timeless = signed("m3");
    timeless.getAttributes().remove("SentTimestamp");
    assertThat(openSigned((_, _, _) -> Delivery.DELIVERED, garbage, event, timeless)).isEmpty();
    assertThat(inbox.buried.get("m1")).contains("no signed delivery").doesNotContain("canary");
    assertThat(inbox.buried.get("m2")).contains("no signed delivery");
    assertThat(inbox.buried.get("m3")).contains("does not say when");
  }

  @Test
  void aNewerDeliveryComesBackForANewerVersionOfUs() {
    SQSMessage message = signed("m1");
    message.setBody(message.getBody().replace("\"version\":1", "\"version\":2"));
    assertThat(openSigned((_, _, _) -> Delivery.DELIVERED, message)).containsExactly("m1");
  }

  private List<String> openSigned(Letters.SignedUse use, SQSMessage... messages) {
    SQSEvent batch = new SQSEvent();
    batch.setRecords(List.of(messages));
    return letters.openSigned(batch, use).getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static SQSMessage signed(String id) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setReceiptHandle("receipt of " + id);
    message.setBody(new SignedDelivery(RawBody.of("body"), Map.of(), "").toJson());
    message.setAttributes(new java.util.HashMap<>(Map.of("SentTimestamp", "1700000000123")));
    return message;
  }

  private Delivery take(RequestEvent event, int tries) {
    used.add(event.requestId() + " " + tries);
    return Delivery.DELIVERED;
  }

  private List<String> alarms() {
    return signals.stream()
        .filter(signal -> signal.level() == Signal.Level.ALARM)
        .map(Signal::event)
        .toList();
  }

  private List<String> open(Letters.Use use, SQSMessage... messages) {
    SQSEvent batch = new SQSEvent();
    batch.setRecords(List.of(messages));
    return letters.open(batch, use).getBatchItemFailures().stream()
        .map(BatchItemFailure::getItemIdentifier)
        .toList();
  }

  private static SQSMessage message(String id, String requestId) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(id);
    message.setReceiptHandle("receipt of " + id);
    message.setBody(
        new RequestEvent(CLUSTER, requestId, Cause.CHANGED, Optional.of("rev"), Instant.EPOCH)
            .toJson());
    message.setAttributes(new java.util.HashMap<>(Map.of("MessageGroupId", requestId)));
    return message;
  }
}
