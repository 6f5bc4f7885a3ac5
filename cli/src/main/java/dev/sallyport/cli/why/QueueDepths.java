package dev.sallyport.cli.why;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * How full the queues are, and which dead letters are about a request. Of each queue of dead
 * letters ten are looked at, and stay where they are.
 *
 * @param urls by name; that of the dead letters is the queue's with {@code -dead}
 * @param oldest since when the oldest message of a queue is there, by name
 */
public record QueueDepths(SqsClient sqs, Map<String, String> urls, Map<String, Instant> oldest) {
  private static final String DEAD = "-dead";

  public QueueDepths {
    urls = Map.copyOf(urls);
    oldest = Map.copyOf(oldest);
  }

  void print(String requestId, Instant now, Screen screen) {
    urls.keySet().stream()
        .filter(name -> !name.endsWith(DEAD))
        .sorted()
        .forEach(
            name ->
                screen.line(name, depths(name) + age(name, now) + "; dead: " + dead(name, now)));
    urls.keySet().stream()
        .filter(name -> name.endsWith(DEAD))
        .sorted()
        .flatMap(name -> letters(name).stream())
        .filter(letter -> isAbout(letter, requestId))
        .forEach(
            letter ->
                screen.line(
                    "dead letter", age(letter, now).orElse("") + " old: " + reason(letter)));
  }

  private String age(String name, Instant now) {
    return Optional.ofNullable(oldest.get(name))
        .map(at -> ", the oldest " + words(Duration.between(at, now)) + " old")
        .orElse("");
  }

  private static String words(Duration age) {
    return age.toMinutes() < 1 ? age.toSeconds() + " s" : age.toMinutes() + " min";
  }

  private String depths(String name) {
    try {
      Map<QueueAttributeName, String> all =
          sqs.getQueueAttributes(
                  ask ->
                      ask.queueUrl(urls.get(name))
                          .attributeNames(
                              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                              QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
              .attributes();
      return all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES)
          + " waiting, "
          + all.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE)
          + " taken or put off";
    } catch (SdkException e) {
      return "cannot be asked";
    }
  }

  private String dead(String name, Instant now) {
    List<Message> letters = letters(name + DEAD);
    Optional<String> oldest =
        letters.stream()
            .min(java.util.Comparator.comparing(QueueDepths::sent))
            .flatMap(letter -> age(letter, now));
    return letters.isEmpty()
        ? "none"
        : (letters.size() == 10 ? "10 or more" : letters.size())
            + ", the oldest "
            + oldest.orElse("?")
            + " old";
  }

  private List<Message> letters(String name) {
    String url = urls.get(name);
    if (url == null) {
      return List.of();
    }
    try {
      return sqs.receiveMessage(
              receive ->
                  receive
                      .queueUrl(url)
                      .maxNumberOfMessages(10)
                      .visibilityTimeout(0)
                      .messageAttributeNames("reason")
                      .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
          .messages();
    } catch (SdkException e) {
      return List.of();
    }
  }

  private static boolean isAbout(Message letter, String requestId) {
    return requestId.equals(letter.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
        || letter.body().contains(requestId);
  }

  private static Instant sent(Message letter) {
    return Instant.ofEpochMilli(
        Long.parseLong(
            letter.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0")));
  }

  private static Optional<String> age(Message letter, Instant now) {
    return Optional.of(words(Duration.between(sent(letter), now)));
  }

  private static String reason(Message letter) {
    return Optional.ofNullable(letter.messageAttributes().get("reason"))
        .map(MessageAttributeValue::stringValue)
        .orElse("it came back too often");
  }
}
