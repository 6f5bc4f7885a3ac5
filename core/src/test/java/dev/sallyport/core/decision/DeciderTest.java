package dev.sallyport.core.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.oncall.OnCall.Answer;
import dev.sallyport.core.request.AccessRequest;
import dev.sallyport.core.request.AccessRequests;
import dev.sallyport.core.testing.FakeClock;
import dev.sallyport.core.testing.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DeciderTest {
  private final Panel panel = new Panel();
  private final List<RequestEvent> forwarded = new CopyOnWriteArrayList<>();
  private Events queue = forwarded::add;

  private static RequestEvent event(Cause cause) {
    return new RequestEvent("example.com", Sample.ID, cause, Optional.empty(), FakeClock.START);
  }

  private Decider decider(Duration forwardWithin, Duration giveUpAfter) {
    return new Decider(
        panel.judgement(),
        Map.of("pagerduty", event -> queue.send(event)),
        panel.signals,
        panel.clock,
        new Random(7),
        forwardWithin,
        giveUpAfter);
  }

  private Delivery changed() {
    return decider(Duration.ofSeconds(20), Duration.ofSeconds(20)).handle(event(Cause.CHANGED), 1);
  }

  @Test
  void decidesBeforeItForwards() {
    queue =
        event -> {
          assertThat(panel.approvals).hasSize(1);
          forwarded.add(event);
        };
    assertThat(changed()).isEqualTo(Delivery.DELIVERED);
    assertThat(forwarded).containsExactly(event(Cause.CHANGED));
  }

  @Test
  void forwardsWhatIsUndecidedAndComesBack() {
    panel.answer = new Answer.Unknown("time-out");
    assertThat(changed()).isEqualTo(new Delivery.Retry(Duration.ofSeconds(15), "time-out"));
    assertThat(forwarded).hasSize(1);
  }

  @Test
  void forwardsInOtherWordsWhatTookItMoreThanOneTry() {
    panel.clock.advance(Duration.ofSeconds(20));
    Decider decider = decider(Duration.ofSeconds(20), Duration.ofSeconds(20));
    assertThat(decider.handle(event(Cause.CHANGED), 5)).isEqualTo(Delivery.DELIVERED);
    assertThat(forwarded).hasSize(2);
    assertThat(forwarded.getLast().cause()).isEqualTo(Cause.RESYNC);
    assertThat(forwarded.getLast().observedAt()).isEqualTo(panel.clock.instant());
    assertThat(forwarded.stream().map(RequestEvent::deduplicationId)).doesNotHaveDuplicates();
  }

  @Test
  void forwardsNothingInOtherWordsWhereItGivesUpOnWhatItCannotRead() {
    panel.requests.gone();
    Decider decider = decider(Duration.ofSeconds(20), Duration.ofSeconds(20));
    assertThat(decider.handle(event(Cause.CHANGED), 5)).isEqualTo(Delivery.DELIVERED);
    assertThat(forwarded).containsExactly(event(Cause.CHANGED));
  }

  @Test
  void forwardsNothingInOtherWordsWhileItIsUndecided() {
    panel.answer = new Answer.Unknown("time-out");
    Decider decider = decider(Duration.ofSeconds(20), Duration.ofSeconds(20));
    assertThat(decider.handle(event(Cause.CHANGED), 5)).isInstanceOf(Delivery.Retry.class);
    assertThat(forwarded).containsExactly(event(Cause.CHANGED));
  }

  @Test
  void forwardsWhereTeleportIsOutOfReach() {
    panel.requests.down(true);
    assertThat(changed()).isInstanceOf(Delivery.Retry.class);
    assertThat(forwarded).hasSize(1);
  }

  @Test
  void forwardsWhereDecidingBreaks() {
    panel.crash.at(0);
    assertThatThrownBy(this::changed).isInstanceOf(IllegalStateException.class);
    assertThat(forwarded).hasSize(1);
  }

  @Test
  void aQueueThatDoesNotTakeItBringsTheMessageBack() {
    queue =
        _ -> {
          throw new Unavailable("the queue is full");
        };
    assertThat(changed()).isInstanceOf(Delivery.Retry.class);
    assertThat(panel.signals.events()).contains("forward-failed");
    assertThat(panel.approvals).hasSize(1);
  }

  @Test
  void forwardsTheCanaryWithoutALook() {
    panel.requests.down(true);
    Decider decider = decider(Duration.ofSeconds(20), Duration.ofSeconds(20));
    assertThat(decider.handle(event(Cause.CANARY), 1)).isEqualTo(Delivery.DELIVERED);
    assertThat(forwarded).hasSize(1);
  }

  /** Teleport answers when it is let. */
  private static final class SlowRequests implements AccessRequests {
    final CountDownLatch answer = new CountDownLatch(1);
    final CountDownLatch asked = new CountDownLatch(1);

    @Override
    public Optional<AccessRequest> find(String id) {
      asked.countDown();
      try {
        answer.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Unavailable("interrupted", e);
      }
      return Optional.of(Panel.asking().build());
    }
  }

  private Decider slow(SlowRequests requests, Duration forwardWithin, Duration giveUpAfter) {
    Judgement judgement =
        new Judgement(
            requests,
            panel.memory,
            panel,
            List.of(panel),
            Policies.of(),
            panel.router,
            _ -> panel.mode,
            panel.signals,
            panel.clock,
            new Random(7));
    return new Decider(
        judgement,
        Map.of("pagerduty", event -> queue.send(event)),
        panel.signals,
        panel.clock,
        new Random(7),
        forwardWithin,
        giveUpAfter);
  }

  @Test
  void forwardsWithinFiveSecondsWhileItIsStillDeciding() throws Exception {
    assertThat(Decider.FORWARD_WITHIN).isLessThan(Duration.ofSeconds(5));
    SlowRequests requests = new SlowRequests();
    CountDownLatch sent = new CountDownLatch(1);
    queue =
        event -> {
          forwarded.add(event);
          sent.countDown();
        };
    Decider decider = slow(requests, Duration.ofMillis(50), Duration.ofSeconds(20));
    CompletableFuture<Delivery> handled =
        CompletableFuture.supplyAsync(() -> decider.handle(event(Cause.CHANGED), 1));
    assertThat(sent.await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(handled).isNotDone();
    requests.answer.countDown();
    assertThat(handled.get(20, TimeUnit.SECONDS)).isEqualTo(Delivery.DELIVERED);
    assertThat(panel.verdict()).contains(Decision.Verdict.ABSTAINED);
    assertThat(forwarded).hasSize(1);
  }

  @Test
  void aDecisionThatFailsWhileForwardingIsNotLost() {
    SlowRequests requests = new SlowRequests();
    CompletableFuture<Thread> deciding = new CompletableFuture<>();
    panel.memory.beforeWrite(
        () -> {
          deciding.complete(Thread.currentThread());
          throw new Unavailable("plugin data: no answer");
        });
    Decider decider = slow(requests, Duration.ofMillis(50), Duration.ofSeconds(20));
    queue =
        _ -> {
          requests.answer.countDown();
          awaitEnd(deciding.join());
        };
    assertThat(decider.handle(event(Cause.CHANGED), 1)).isInstanceOf(Delivery.Retry.class);
  }

  private static void awaitEnd(Thread thread) {
    try {
      assertThat(thread.join(Duration.ofSeconds(20))).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void givesUpWithATryLaterWhereDecidingTakesTooLong() throws Exception {
    SlowRequests requests = new SlowRequests();
    Decider decider = slow(requests, Duration.ofMillis(10), Duration.ofMillis(10));
    assertThat(decider.handle(event(Cause.CHANGED), 1))
        .isInstanceOfSatisfying(
            Delivery.Retry.class,
            retry -> assertThat(retry.why()).isEqualTo("deciding takes too long"));
    assertThat(forwarded).hasSize(1);
    assertThat(requests.asked.await(5, TimeUnit.SECONDS)).isTrue();
  }
}
