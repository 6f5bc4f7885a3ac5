package dev.sallyport.cli.local;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * What stands between a queue and a function on AWS. It keeps these rules of the AWS Lambda
 * Developer Guide, "Using Lambda with Amazon SQS":
 *
 * <table>
 * <caption>Rules</caption>
 * <tr><th>Rule</th><th>Page</th></tr>
 * <tr><td>Lambda polls the queue and invokes the function with a batch of at most BatchSize messages</td>
 *     <td>Using Lambda with Amazon SQS</td></tr>
 * <tr><td>Messages of one FIFO group are delivered in order, one batch of a group at a time</td>
 *     <td>Creating and configuring an Amazon SQS event source mapping</td></tr>
 * <tr><td>When the function succeeds its messages are deleted; when it fails the whole batch comes back after the
 *     visibility timeout</td><td>Handling errors for an SQS event source</td></tr>
 * <tr><td>With ReportBatchItemFailures only the listed messages come back; an empty list, or none, is a success; an
 *     id that is empty or not of the batch makes the whole batch fail</td>
 *     <td>Handling errors: partial batch responses</td></tr>
 * <tr><td>At most MaximumConcurrency invocations at a time</td><td>Configuring scaling behavior</td></tr>
 * </table>
 *
 * <p>What it leaves out: a Lambda poller's scaling over time, and batching windows (ours are zero).
 */
public final class EventSourceMapping implements AutoCloseable {
  private static final int BATCH_SIZE = 1;

  /** AWS polls longer; here it is how long an end may take. */
  private static final int LONG_POLL_SECONDS = 1;

  private static final Duration AFTER_FAILURE = Duration.ofMillis(500);

  /** What was not received again for so long has gone to the dead letters. */
  private static final Duration HIDDEN_AT_MOST = Duration.ofMinutes(15);

  /** A message that was received and is not done with. */
  private record Taken(Instant sentAt, Instant seenAt) {}

  private final SqsClient sqs;
  private final String queueUrl;
  private final Function<SQSEvent, SQSBatchResponse> handler;
  private final Signals signals;
  private final List<Thread> pollers = new ArrayList<>();
  private final Map<String, Taken> taken = new ConcurrentHashMap<>();
  private volatile boolean closed;

  /**
   * Starts at once.
   *
   * @param name for threads and messages
   * @param concurrency the most invocations at a time
   */
  public EventSourceMapping(
      String name,
      SqsClient sqs,
      String queueUrl,
      Function<SQSEvent, SQSBatchResponse> handler,
      int concurrency,
      Signals signals) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.handler = handler;
    this.signals = signals;
    for (int i = 0; i < concurrency; i++) {
      pollers.add(Thread.ofVirtual().name("mapping-" + name + "-" + i).unstarted(this::poll));
    }
    pollers.forEach(Thread::start);
  }

  private void poll() {
    while (!closed) {
      try {
        List<Message> batch = receive();
        batch.forEach(this::take);
        if (!batch.isEmpty()) {
          settle(batch, invoke(batch));
        }
      } catch (SdkException e) {
        if (!closed) {
          signals.say(Signal.warning("", "queue-unreachable", String.valueOf(e.getMessage())));
          LockSupport.parkNanos(AFTER_FAILURE.toNanos());
        }
      } catch (RuntimeException e) {
        signals.say(Signal.alarm("", "mapping-failed", "failed with " + e.getClass().getName()));
        LockSupport.parkNanos(AFTER_FAILURE.toNanos());
      }
    }
  }

  private List<Message> receive() {
    return sqs.receiveMessage(
            ask ->
                ask.queueUrl(queueUrl)
                    .maxNumberOfMessages(BATCH_SIZE)
                    .waitTimeSeconds(LONG_POLL_SECONDS)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  /** Invokes the function; answers the ids of the messages that are to come back. */
  private Set<String> invoke(List<Message> batch) {
    Set<String> all = new HashSet<>();
    batch.forEach(message -> all.add(message.messageId()));
    try {
      SQSBatchResponse response = handler.apply(event(batch));
      Set<String> failed = new HashSet<>();
      if (response != null && response.getBatchItemFailures() != null) {
        response
            .getBatchItemFailures()
            .forEach(failure -> failed.add(String.valueOf(failure.getItemIdentifier())));
      }
      return all.containsAll(failed) ? failed : all;
    } catch (RuntimeException e) {
      signals.say(Signal.alarm("", "function-failed", "failed with " + e.getClass().getName()));
      return all;
    }
  }

  private void settle(List<Message> batch, Set<String> failed) {
    for (Message message : batch) {
      if (!failed.contains(message.messageId())) {
        sqs.deleteMessage(
            delete -> delete.queueUrl(queueUrl).receiptHandle(message.receiptHandle()));
        taken.remove(message.messageId());
      }
    }
  }

  private SQSEvent event(List<Message> batch) {
    SQSEvent event = new SQSEvent();
    event.setRecords(batch.stream().map(this::message).toList());
    return event;
  }

  private SQSMessage message(Message received) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(received.messageId());
    message.setReceiptHandle(received.receiptHandle());
    message.setBody(received.body());
    message.setMd5OfBody(received.md5OfBody());
    Map<String, String> attributes = new HashMap<>();
    received.attributes().forEach((name, value) -> attributes.put(name.toString(), value));
    message.setAttributes(attributes);
    message.setEventSource("aws:sqs");
    message.setEventSourceArn(
        "arn:aws:sqs:elasticmq:000000000000:" + queueUrl.substring(queueUrl.lastIndexOf('/') + 1));
    message.setAwsRegion("elasticmq");
    return message;
  }

  private void take(Message message) {
    String sent = message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0");
    taken.put(
        message.messageId(), new Taken(Instant.ofEpochMilli(Long.parseLong(sent)), Instant.now()));
  }

  /** When the oldest message was sent that was received and is not done with. */
  Optional<Instant> oldest() {
    Instant since = Instant.now().minus(HIDDEN_AT_MOST);
    taken.values().removeIf(one -> one.seenAt().isBefore(since));
    return taken.values().stream().map(Taken::sentAt).min(Comparator.naturalOrder());
  }

  /** Takes no more messages and lets the running invocations end, for at most 20 seconds. */
  @Override
  public void close() {
    closed = true;
    try {
      for (Thread poller : pollers) {
        poller.join(Duration.ofSeconds(20));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
