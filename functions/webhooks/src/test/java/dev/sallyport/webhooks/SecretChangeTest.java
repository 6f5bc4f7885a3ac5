package dev.sallyport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.delivery.SlackSignature;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Secrets that change and systems that are down, while clicks come in. */
final class SecretChangeTest {
  private static final String OTHER = "test-secret-previous";
  private static final String NEXT = "test-secret-upcoming";

  private final Bench bench = new Bench();

  @Test
  void takesPendingCurrentAndPreviousUntilItsTimeIsOver() {
    bench.stored =
        "{\"pending\":\""
            + NEXT
            + "\",\"current\":\""
            + Bench.SECRET
            + "\",\"previous\":{\"value\":\""
            + OTHER
            + "\",\"until\":\"2026-11-20T10:01:00Z\"}}";
    assertThat(bench.click(NEXT).status()).isEqualTo(200);
    assertThat(bench.click(Bench.SECRET).status()).isEqualTo(200);
    bench.advance(Duration.ofSeconds(60).minusMillis(1));
    assertThat(bench.click(OTHER).status()).isEqualTo(200);
    bench.advance(Duration.ofMillis(1));
    assertThat(bench.click(OTHER).status()).isEqualTo(401);
    assertThat(bench.click(NEXT).status()).isEqualTo(200);
    assertThat(bench.click(Bench.SECRET).status()).isEqualTo(200);
    assertThat(bench.queued).hasSize(5);
  }

  @Test
  void takesANewSecretOnceItIsStoredAndAMinuteHasPassed() {
    assertThat(bench.click(Bench.SECRET).status()).isEqualTo(200);
    assertThat(bench.click(OTHER).status()).as("not stored yet").isEqualTo(401);
    bench.stored = "{\"current\":\"" + OTHER + "\"}";
    bench.advance(Duration.ofSeconds(59));
    assertThat(bench.click(OTHER).status()).as("asked a minute ago").isEqualTo(401);
    bench.advance(Duration.ofSeconds(1));
    assertThat(bench.click(OTHER).status()).isEqualTo(200);
    assertThat(bench.click(Bench.SECRET).status()).as("no longer stored").isEqualTo(401);
  }

  @Test
  void aFloodOfForgeriesReadsTheStoreOnceAMinute() {
    assertThat(bench.click(Bench.SECRET).status()).isEqualTo(200);
    for (int second = 0; second < 120; second++) {
      bench.advance(Duration.ofSeconds(1));
      for (int i = 0; i < 10; i++) {
        assertThat(bench.click(OTHER).status()).isEqualTo(401);
      }
    }
    assertThat(bench.reads).isEqualTo(3);
  }

  @Test
  void aStoreThatIsDownShowsAnErrorAndNotARefusal() {
    bench.storeDown = true;
    assertThat(bench.click(Bench.SECRET)).isEqualTo(new Answer(500, "try again"));
    assertThat(bench.signals).extracting("event").containsExactly("webhook-unavailable");
    bench.storeDown = false;
    assertThat(bench.click(Bench.SECRET).status()).isEqualTo(200);
  }

  @Test
  void aStoreThatGoesDownLeavesTheLastSecretForAnHour() {
    assertThat(bench.click(Bench.SECRET).status()).isEqualTo(200);
    bench.storeDown = true;
    bench.advance(Duration.ofMinutes(59));
    assertThat(bench.click(Bench.SECRET).status()).isEqualTo(200);
    assertThat(bench.click(OTHER).status()).as("nobody knows").isEqualTo(500);
    assertThat(bench.click(Bench.SECRET).status()).isEqualTo(200);
    bench.advance(Duration.ofMinutes(1));
    assertThat(bench.click(Bench.SECRET).status()).isEqualTo(500);
  }

  @Test
  void aQueueThatIsDownIsNoSuccess() {
    bench.queueDown = true;
    assertThat(bench.click(Bench.SECRET)).isEqualTo(new Answer(500, "try again"));
    bench.queueDown = false;
    assertThat(bench.click(Bench.SECRET).status()).isEqualTo(200);
    assertThat(bench.queued).hasSize(1);
  }

  @Test
  @Timeout(60)
  void aQueueThatHangsIsGivenUp() {
    CountDownLatch never = new CountDownLatch(1);
    Webhooks webhooks =
        new Webhooks(
            () -> Bench.SECRET,
            delivery -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            bench.signals::add,
            () -> bench.now);
    long start = System.nanoTime();
    Answer answer =
        webhooks.handle(
            Bench.call(Bench.CLICK, SlackSignature.sign(Bench.CLICK, bench.now, Bench.SECRET)));
    assertThat(answer).isEqualTo(new Answer(500, "try again"));
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    assertThat(bench.signals).extracting("event").containsExactly("webhook-unavailable");
  }

  @Test
  void noSecretIsTold() {
    assertThat(bench.click(OTHER).status()).isEqualTo(401);
    bench.stored = "short-canary";
    bench.advance(Duration.ofMinutes(6));
    assertThat(bench.click(OTHER).status()).as("the store says nothing").isEqualTo(500);
    assertThat(bench.signals.toString()).doesNotContain(OTHER, Bench.SECRET, "canary");
  }
}
