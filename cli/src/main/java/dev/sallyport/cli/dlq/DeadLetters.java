package dev.sallyport.cli.dlq;

import dev.sallyport.core.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The dead letters of one queue. To look at a message SQS hides it from others for a while; what is
 * not sent back is shown again at once, or by itself after a minute where that was cut short.
 */
public final class DeadLetters {
  private static final String REVIEWS = "reviews-";
  private static final int HIDDEN_SECONDS = 60;
  private static final int BATCH = 10;

  /** Beyond that a person looks no further. */
  private static final int MOST = 500;

  private final SqsClient sqs;
  private final String name;
  private final String queue;
  private final String dead;

  /**
   * @param name the queue's own, {@code pagerduty}
   * @param queue its address
   * @param dead the address of its dead letters
   */
  public DeadLetters(SqsClient sqs, String name, String queue, String dead) {
    this.sqs = sqs;
    this.name = name;
    this.queue = queue;
    this.dead = dead;
  }

  /** Whether they hold what people decided: that is never shown, and never sent again. */
  boolean areVerdicts() {
    return name.startsWith(REVIEWS);
  }

  String name() {
    return name;
  }

  /**
   * How many there are, as far as SQS tells: some may be hidden for a minute.
   *
   * @throws Unavailable when SQS cannot be asked, likewise the others
   */
  int count() {
    try {
      Map<QueueAttributeName, String> all =
          sqs.getQueueAttributes(
                  ask ->
                      ask.queueUrl(dead)
                          .attributeNames(
                              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
              .attributes();
      return all.values().stream().mapToInt(Integer::parseInt).sum();
    } catch (SdkException e) {
      throw failed("counted", e);
    }
  }

  /** Those that can be seen now, oldest first. */
  List<DeadLetter> look() {
    List<DeadLetter> all = new ArrayList<>();
    each(all::add, _ -> false);
    all.sort(Comparator.comparing(DeadLetter::at));
    return all;
  }

  /** Since when the oldest of those that can be seen is there. */
  Optional<Instant> oldest() {
    return look().stream().findFirst().map(DeadLetter::at);
  }

  /**
   * What became of sending back.
   *
   * @param sent message ids
   * @param unreadable can never be handled, and stay
   * @param missing were asked for, and cannot be seen
   */
  record Redriven(List<String> sent, List<String> unreadable, List<String> missing) {}

  /**
   * Sends messages back to their queue, in order, and takes each away once the queue has it. May be
   * cut short and repeated: a message that is sent twice within five minutes is one, and later one
   * is a hint too many, which does no harm.
   *
   * @param ids message ids; none for all
   */
  Redriven redrive(Set<String> ids) {
    if (areVerdicts()) {
      throw new IllegalStateException("what people decided is never sent again");
    }
    List<String> sent = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    Set<String> missing = new HashSet<>(ids);
    each(
        _ -> {},
        letter -> {
          missing.remove(letter.id());
          if (!ids.isEmpty() && !ids.contains(letter.id())) {
            return false;
          }
          if (!letter.isReadable()) {
            unreadable.add(letter.id());
            return false;
          }
          sendBack(letter);
          sent.add(letter.id());
          return true;
        });
    return new Redriven(sent, unreadable, List.copyOf(missing));
  }

  private void sendBack(DeadLetter letter) {
    try {
      var _ =
          sqs.sendMessage(
              send ->
                  send.queueUrl(queue)
                      .messageBody(letter.body())
                      .messageGroupId(letter.group().orElse("unknown"))
                      .messageDeduplicationId("redrive-" + letter.id()));
      var _ = sqs.deleteMessage(it -> it.queueUrl(dead).receiptHandle(letter.receipt()));
    } catch (SdkException e) {
      throw failed("sent back", e);
    }
  }

  /** An action that tells whether the message is gone then. */
  private interface Action {
    boolean on(DeadLetter letter);
  }

  /** Goes over all, each once; those that stay are shown to others again. */
  private void each(Consumer<DeadLetter> eye, Action action) {
    List<DeadLetter> staying = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try {
      while (seen.size() < MOST) {
        List<DeadLetter> batch = receive();
        if (batch.isEmpty()) {
          return;
        }
        // All of a batch are hidden now, also those behind one that fails.
        int kept = staying.size();
        staying.addAll(batch);
        for (DeadLetter letter : batch) {
          if (!seen.add(letter.id())) {
            continue;
          }
          eye.accept(letter);
          if (action.on(letter)) {
            staying.subList(kept, staying.size()).remove(letter);
          }
        }
      }
    } finally {
      staying.forEach(this::show);
    }
  }

  private List<DeadLetter> receive() {
    try {
      List<Message> messages =
          sqs.receiveMessage(
                  receive ->
                      receive
                          .queueUrl(dead)
                          .maxNumberOfMessages(BATCH)
                          .waitTimeSeconds(1)
                          .visibilityTimeout(HIDDEN_SECONDS)
                          .messageAttributeNames("reason", "tries")
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
              .messages();
      return messages.stream().map(DeadLetter::new).toList();
    } catch (SdkException e) {
      throw failed("read", e);
    }
  }

  private void show(DeadLetter letter) {
    try {
      var _ =
          sqs.changeMessageVisibility(
              change -> change.queueUrl(dead).receiptHandle(letter.receipt()).visibilityTimeout(0));
    } catch (SdkException e) {
      // It shows by itself after a minute.
    }
  }

  private Unavailable failed(String what, SdkException e) {
    return new Unavailable(
        "the dead letters of " + name + " cannot be " + what + ": " + e.getMessage(), e);
  }
}
