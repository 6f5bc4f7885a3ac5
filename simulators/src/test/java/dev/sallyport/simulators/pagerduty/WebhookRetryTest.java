package dev.sallyport.simulators.pagerduty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Journal;
import dev.sallyport.simulators.pagerduty.DeliveryReport.Fate;
import dev.sallyport.simulators.pagerduty.WebhookReceiver.Received;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookRetryTest extends WebhookTestBase {
  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void triesAgainUntilItIsTaken(int status) throws IOException {
    subscribe();
    endpoint.status = status;
    pagerDuty.noteAs(bob, incident, "hello");

    assertThat(webhooks.deliverDue()).isEqualTo(1);
    assertThat(webhooks.deliverDue()).as("not at once").isZero();
    assertThat(webhooks.nextDue()).contains(clock.instant().plus(Parcel.FIRST_PAUSE));
    assertThat(report().lastStatus()).isEqualTo(status);
    assertThat(report().fate()).isEqualTo(Fate.WAITING);
    endpoint.status = 200;
    clock.advance(Parcel.FIRST_PAUSE);
    assertThat(webhooks.deliverDue()).isEqualTo(1);

    assertThat(report().attempts()).isEqualTo(2);
    assertThat(report().fate()).isEqualTo(Fate.DELIVERED);
    assertThat(endpoint.received)
        .extracting(Received::text)
        .hasSize(2)
        .containsOnly(endpoint.received.getFirst().text());
    assertThat(endpoint.received)
        .extracting(it -> it.header("X-Webhook-Id"))
        .containsOnly(report().webhookId());
    assertThat(webhooks.nextDue()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 404, 410})
  void dropsWhatIsRefused(int status) {
    subscribe();
    endpoint.status = status;
    pagerDuty.noteAs(bob, incident, "hello");

    webhooks.deliverDue();

    assertThat(report().fate()).isEqualTo(Fate.DROPPED);
    assertThat(report().lastStatus()).isEqualTo(status);
    assertThat(webhooks.nextDue()).isEmpty();
  }

  @Test
  void keepsTheOrderOfEachIncident() throws IOException {
    subscribe();
    String other = newIncident("key/2");
    webhooks.deliverDue();
    pagerDuty.faults().next(1, it -> it.subject().equals(incident), new Fault.Refuse(503, ""));
    pagerDuty.noteAs(bob, incident, "first");
    pagerDuty.noteAs(bob, incident, "second");
    pagerDuty.noteAs(bob, other, "elsewhere");

    webhooks.deliverDue();
    assertThat(contents()).containsExactly("elsewhere");
    clock.advance(Parcel.FIRST_PAUSE);
    webhooks.deliverDue();

    assertThat(contents()).containsExactly("elsewhere", "first", "second");
  }

  @Test
  void givesUpAfterTwoDays() {
    subscribe();
    endpoint.status = 500;
    pagerDuty.noteAs(bob, incident, "hello");

    Duration past = Duration.ZERO;
    while (report().fate() != Fate.DROPPED && past.compareTo(Duration.ofHours(60)) < 0) {
      webhooks.deliverDue();
      clock.advance(Duration.ofMinutes(30));
      past = past.plusMinutes(30);
    }

    assertThat(past).isBetween(Duration.ofHours(46), Duration.ofHours(49));
    assertThat(report().attempts()).isGreaterThan(20);
  }

  @Test
  void waitsFiveSeconds() {
    subscribe();
    endpoint.hold = new CountDownLatch(1);
    pagerDuty.noteAs(bob, incident, "hello");
    long start = System.nanoTime();

    webhooks.deliverDue();

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isBetween(Duration.ofMillis(4_900), Duration.ofSeconds(12));
    assertThat(report().reason()).isEqualTo("no answer within 5 seconds");
    assertThat(report().fate()).isEqualTo(Fate.WAITING);
    endpoint.hold.countDown();
  }

  @Test
  void triesAgainWhenNobodyListens() {
    subscribe();
    endpoint.close();
    pagerDuty.noteAs(bob, incident, "hello");

    webhooks.deliverDue();

    assertThat(report().fate()).isEqualTo(Fate.WAITING);
    assertThat(report().reason()).isEqualTo("nobody listens");
  }

  @Test
  void dropsWhatCannotBeSecure() throws IOException {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> answerWithoutTls(plain));
      URI url = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/");
      webhooks.subscribe(url, "incident.annotated");
      pagerDuty.noteAs(bob, incident, "hello");

      webhooks.deliverDue();
    }

    assertThat(report().reason()).isEqualTo("TLS failed");
    assertThat(report().fate()).isEqualTo(Fate.DROPPED);
  }

  private static void answerWithoutTls(ServerSocket plain) {
    try (Socket caller = plain.accept()) {
      caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      caller.getInputStream().readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void losesDeliveriesAndAnswersAsTold() {
    Subscription ours = subscribe();
    pagerDuty.faults().next(1, WebhookRetryTest::isWebhook, Fault.CUT_BEFORE);
    pagerDuty.faults().next(1, WebhookRetryTest::isWebhook, Fault.CUT_AFTER);
    pagerDuty.faults().next(1, WebhookRetryTest::isWebhook, new Fault.Delay(Duration.ofMillis(1)));
    pagerDuty.noteAs(bob, incident, "hello");

    webhooks.deliverDue();
    assertThat(endpoint.received).isEmpty();
    clock.advance(Duration.ofHours(1));
    webhooks.deliverDue();
    assertThat(endpoint.received).hasSize(1);
    clock.advance(Duration.ofHours(1));
    webhooks.deliverDue();

    assertThat(endpoint.received).as("a duplicate").hasSize(2);
    assertThat(report().fate()).isEqualTo(Fate.DELIVERED);
    List<Journal.Entry> told =
        pagerDuty.journal().entries().stream().filter(it -> isWebhook(it.call())).toList();
    assertThat(told).extracting(Journal.Entry::caller).containsOnly(ours.id());
    assertThat(told.getFirst().call())
        .isEqualTo(new Call("pagerduty", "webhook incident.annotated", incident));
    assertThat(told)
        .extracting(Journal.Entry::answer)
        .containsExactly("never delivered", "the answer was lost", "202");
  }

  @Test
  void leavesTheSendingToATest() {
    subscribe();
    pagerDuty.noteAs(bob, incident, "first");
    pagerDuty.noteAs(bob, incident, "second");
    assertThat(webhooks.pending()).hasSize(2);

    Delivery first = webhooks.take().orElseThrow();
    assertThat(first.body()).contains("first");
    assertThat(webhooks.take()).as("in order").isEmpty();
    webhooks.answered(first, 0);
    assertThat(webhooks.take()).as("not due").isEmpty();
    clock.advance(Parcel.FIRST_PAUSE);
    Delivery again = webhooks.take().orElseThrow();
    assertThat(again).isEqualTo(first);
    webhooks.answered(again, 202);

    assertThat(webhooks.take()).hasValueSatisfying(it -> assertThat(it.body()).contains("second"));
    assertThat(endpoint.received).isEmpty();
    assertThat(webhooks.deliveries())
        .extracting(DeliveryReport::fate)
        .containsExactly(Fate.DELIVERED, Fate.UNDER_WAY);
  }

  @Test
  void sendsByItselfWhenToldTo() throws InterruptedException {
    try (PagerDutySimulator lively =
        PagerDutySimulator.start(PagerDutyOptions.defaults().withDeliveries())) {
      lively.addUser("Alice Example", Caller.ALICE);
      Subscription ours = lively.webhooks().subscribe(endpoint.url(), "incident.annotated");

      lively.webhooks().ping(ours.id());

      assertThat(endpoint.first.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private DeliveryReport report() {
    return webhooks.deliveries().getLast();
  }

  private List<String> contents() {
    return endpoint.received.stream()
        .filter(it -> it.text().contains("annotated"))
        .map(it -> it.text().replaceAll(".*\"content\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  private static boolean isWebhook(Call call) {
    return call.operation().startsWith("webhook ");
  }
}
