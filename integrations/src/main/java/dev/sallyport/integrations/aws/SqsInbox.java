package dev.sallyport.integrations.aws;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Inbox;
import dev.sallyport.core.text.UserText;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * A queue and its dead-letter queue, from the handler's side. A FIFO queue's name ends in {@code
 * .fifo}, and so does its dead-letter queue's; a standard queue knows no groups.
 */
public final class SqsInbox implements Inbox {
  private static final int MOST_SECONDS = 43_200;
  private static final String FIFO = ".fifo";

  private final SqsClient sqs;
  private final String queueUrl;
  private final String deadLettersUrl;

  public SqsInbox(SqsClient sqs, String queueUrl, String deadLettersUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
    this.deadLettersUrl = deadLettersUrl;
  }

  @Override
  public void delay(Letter letter, Duration wait) {
    long seconds = Math.ceilDiv(wait.toMillis(), 1000L);
    try {
      sqs.changeMessageVisibility(
          change ->
              change
                  .queueUrl(queueUrl)
                  .receiptHandle(letter.receipt())
                  .visibilityTimeout(Math.clamp(seconds, 0, MOST_SECONDS)));
    } catch (SdkException e) {
      throw new Unavailable("SQS did not delay a message: " + Refusal.of(e), e);
    }
  }

  @Override
  public void bury(Letter letter, String why) {
    try {
      sqs.sendMessage(deadLetter(letter, why));
    } catch (SdkException e) {
      throw new Unavailable("SQS did not take a dead letter: " + Refusal.of(e), e);
    }
  }

  private SendMessageRequest deadLetter(Letter letter, String why) {
    SendMessageRequest.Builder message =
        SendMessageRequest.builder()
            .queueUrl(deadLettersUrl)
            .messageBody(letter.body())
            .messageAttributes(
                Map.of(
                    "reason", text(UserText.line(why, 500)),
                    "tries", text(Integer.toString(letter.tries()))));
    if (deadLettersUrl.endsWith(FIFO)) {
      message.messageGroupId(letter.group()).messageDeduplicationId(letter.id());
    }
    return message.build();
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder()
        .dataType("String")
        .stringValue(value.isBlank() ? "unknown" : value)
        .build();
  }
}
