package dev.sallyport.cli.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sallyport.core.signal.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The rules between a queue and a function, against a real server of the SQS protocol. */
final class EventSourceMappingTest {
  private static final LocalQueues QUEUES = LocalQueues.start(0, List.of());
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private final Queue<Signal> signals = new ConcurrentLinkedQueue<>();
  private final String url = queue(Map.of());

  @AfterAll
  static void stop() {
    QUEUES.close();
  }

  @Test
  void aSuccessDeletesTheMessage() {
    try (EventSourceMapping mapping = map(_ -> List.of(), 2)) {
      send("one", "a");
      send("two", "b");
      await(() -> received.size() == 2 && depth(url) == 0);
      assertThat(mapping).isNotNull();
    }
    assertThat(received).containsExactlyInAnyOrder("a", "b");
  }

  @Test
  void anItemThatFailsComesBackAfterItsVisibility() {
    try (EventSourceMapping mapping = map(failing(2), 1)) {
      send("one", "a");
      await(() -> received.size() == 3 && depth(url) == 0);
      assertThat(mapping).isNotNull();
    }
    assertThat(received).containsExactly("a", "a", "a");
  }

  @Test
  void knowsTheOldestMessageUntilItIsDoneWith() {
    Instant before = Instant.now();
    try (EventSourceMapping mapping = map(failing(2), 1)) {
      assertThat(mapping.oldest()).isEmpty();
      send("one", "a");
      await(() -> received.size() == 2);
      assertThat(mapping.oldest().orElseThrow())
          .isBetween(before.minusSeconds(1), Instant.now().plusSeconds(1));
      await(() -> received.size() == 3 && mapping.oldest().isEmpty());
    }
  }

  @Test
  void anUnknownIdentifierMakesTheWholeBatchFail() {
    AtomicInteger tries = new AtomicInteger();
    try (EventSourceMapping mapping =
        map(_ -> tries.incrementAndGet() == 1 ? List.of("no such id") : List.of(), 1)) {
      send("one", "a");
      await(() -> received.size() == 2 && depth(url) == 0);
      assertThat(mapping).isNotNull();
    }
  }

  @Test
  void anExceptionMakesTheBatchFailAndIsSaidWithoutItsText() {
    AtomicInteger tries = new AtomicInteger();
    Function<SQSMessage, List<String>> throwing =
        _ -> {
          if (tries.incrementAndGet() == 1) {
            throw new IllegalStateException("canary-secret");
          }
          return List.of();
        };
    try (EventSourceMapping mapping = map(throwing, 1)) {
      send("one", "a");
      await(() -> received.size() == 2 && depth(url) == 0);
      assertThat(mapping).isNotNull();
    }
    assertThat(signals)
        .singleElement()
        .satisfies(
            signal ->
                assertThat(signal.text())
                    .contains("IllegalStateException")
                    .doesNotContain("canary"));
  }

  @Test
  void aGroupsOrderHoldsWhileGroupsRunSideBySide() {
    Map<String, List<String>> byGroup = new ConcurrentHashMap<>();
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch together = new CountDownLatch(4);
    Function<SQSMessage, List<String>> recording =
        message -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          together.countDown();
          byGroup
              .computeIfAbsent(
                  message.getAttributes().get("MessageGroupId"),
                  _ -> Collections.synchronizedList(new ArrayList<>()))
              .add(message.getBody());
          LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
          running.decrementAndGet();
          return List.of();
        };
    for (int i = 0; i < 10; i++) {
      for (String group : List.of("a", "b", "c", "d")) {
        send(group, group + i);
      }
    }
    try (EventSourceMapping mapping = map(recording, 4)) {
      await(() -> received.size() == 40);
      assertThat(mapping).isNotNull();
    }
    assertThat(byGroup)
        .hasSize(4)
        .allSatisfy(
            (group, bodies) ->
                assertThat(bodies).hasSize(10).isSorted().allMatch(it -> it.startsWith(group)));
    assertThat(most.get()).isBetween(2, 4);
  }

  @Test
  void aFailureHoldsBackItsGroup() {
    try (EventSourceMapping mapping = map(failing(1), 3)) {
      send("one", "first");
      send("one", "second");
      await(() -> received.size() == 3 && depth(url) == 0);
      assertThat(mapping).isNotNull();
    }
    assertThat(received).containsExactly("first", "first", "second");
  }

  @Test
  void whatFailsTooOftenBecomesADeadLetter() {
    String dead = queue(Map.of());
    String arn =
        QUEUES
            .client()
            .getQueueAttributes(
                ask -> ask.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
            .attributes()
            .get(QueueAttributeName.QUEUE_ARN);
    String redrive = "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":2}";
    String source = queue(Map.of(QueueAttributeName.REDRIVE_POLICY, redrive));
    try (EventSourceMapping mapping = map(source, message -> List.of(message.getMessageId()), 1)) {
      send(source, "one", "hopeless");
      await(() -> depth(dead) == 1);
      assertThat(mapping).isNotNull();
    }
    assertThat(received).containsExactly("hopeless", "hopeless");
  }

  @Test
  void anEndLetsARunningInvocationFinish() {
    CountDownLatch started = new CountDownLatch(1);
    AtomicInteger interrupted = new AtomicInteger();
    Function<SQSMessage, List<String>> slow =
        _ -> {
          started.countDown();
          long end = System.nanoTime() + Duration.ofMillis(300).toNanos();
          while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(1_000_000);
          }
          interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
          return List.of();
        };
    EventSourceMapping mapping = map(slow, 1);
    send("one", "a");
    await(() -> started.getCount() == 0);
    mapping.close();
    assertThat(interrupted).hasValue(0);
    assertThat(depth(url)).as("its message is deleted").isZero();
  }

  private EventSourceMapping map(Function<SQSMessage, List<String>> failed, int concurrency) {
    return map(url, failed, concurrency);
  }

  private EventSourceMapping map(
      String queue, Function<SQSMessage, List<String>> failed, int concurrency) {
    Function<SQSEvent, SQSBatchResponse> handler =
        event -> {
          SQSMessage message = event.getRecords().getFirst();
          received.add(message.getBody());
          return new SQSBatchResponse(
              failed.apply(message).stream().map(BatchItemFailure::new).toList());
        };
    return new EventSourceMapping(
        "test", QUEUES.client(), queue, handler, concurrency, signals::add);
  }

  /** Fails the first so many invocations. */
  private static Function<SQSMessage, List<String>> failing(int times) {
    AtomicInteger left = new AtomicInteger(times);
    return message -> left.getAndDecrement() > 0 ? List.of(message.getMessageId()) : List.of();
  }

  private void send(String group, String body) {
    send(url, group, body);
  }

  private static void send(String queue, String group, String body) {
    QUEUES
        .client()
        .sendMessage(
            message ->
                message
                    .queueUrl(queue)
                    .messageGroupId(group)
                    .messageDeduplicationId(body)
                    .messageBody(body));
  }

  /** Messages that are waiting or under way. */
  private static int depth(String queue) {
    return QUEUES
        .client()
        .getQueueAttributes(ask -> ask.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
        .attributes()
        .entrySet()
        .stream()
        .filter(entry -> entry.getKey().toString().startsWith("ApproximateNumberOfMessages"))
        .mapToInt(entry -> Integer.parseInt(entry.getValue()))
        .sum();
  }

  /** Messages of it come back after a second. */
  private static String queue(Map<QueueAttributeName, String> more) {
    Map<QueueAttributeName, String> attributes = new ConcurrentHashMap<>(more);
    attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "1");
    return QUEUES
        .client()
        .createQueue(
            queue ->
                queue
                    .queueName("mapped-" + NAMES.incrementAndGet() + ".fifo")
                    .attributes(attributes))
        .queueUrl();
  }

  private static void await(BooleanSupplier seen) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!seen.getAsBoolean()) {
      assertThat(System.nanoTime()).as("seen in time").isLessThan(end);
      LockSupport.parkNanos(5_000_000);
    }
  }
}
