package dev.sallyport.tests.cost;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Counts the calls to the queues, and the time from a message's arrival to its deletion. */
final class QueueCounter implements ExecutionInterceptor {
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Map<String, QueueCounts> counts = new ConcurrentHashMap<>();
  private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
  private final AtomicLong busyNanos = new AtomicLong();
  private final AtomicLong lastCall = new AtomicLong(System.nanoTime());

  @Override
  public void afterExecution(Context.AfterExecution done, ExecutionAttributes attributes) {
    switch (done.request()) {
      case SendMessageRequest send -> count(send.queueUrl(), new QueueCounts(1, 0, 0, 0));
      case ReceiveMessageRequest receive
          when done.response() instanceof ReceiveMessageResponse answer ->
          arrived(receive.queueUrl(), answer);
      case DeleteMessageRequest delete -> {
        count(delete.queueUrl(), new QueueCounts(0, 0, 1, 0));
        left(delete.receiptHandle());
      }
      case ChangeMessageVisibilityRequest change -> {
        count(change.queueUrl(), new QueueCounts(0, 0, 0, 1));
        left(change.receiptHandle());
      }
      default -> {
        // The queues are made.
      }
    }
  }

  private void arrived(String url, ReceiveMessageResponse answer) {
    for (Message message : answer.messages()) {
      arrivals.put(message.receiptHandle(), System.nanoTime());
      count(url, new QueueCounts(0, 1, 0, 0));
    }
  }

  private void left(String receipt) {
    Long arrival = arrivals.remove(receipt);
    if (arrival != null) {
      busyNanos.addAndGet(System.nanoTime() - arrival);
    }
  }

  private void count(String url, QueueCounts one) {
    lastCall.set(System.nanoTime());
    String name = url.substring(url.lastIndexOf('/') + 1).replace(".fifo", "");
    counts.merge(name, one, QueueCounts::plus);
  }

  /** Waits until nothing was sent, received or deleted for three seconds. */
  void awaitQuiet() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!arrivals.isEmpty() || System.nanoTime() - lastCall.get() < QUIET.toNanos()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("the queues do not come to rest: " + counts);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  /** By the queue's name. */
  Map<String, QueueCounts> counts() {
    return new TreeMap<>(counts);
  }

  /** How long all handlers together were at work. */
  Duration busy() {
    return Duration.ofNanos(busyNanos.get());
  }
}
