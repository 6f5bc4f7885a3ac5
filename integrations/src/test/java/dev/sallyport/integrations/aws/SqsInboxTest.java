package dev.sallyport.integrations.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Cause;
import dev.sallyport.core.event.Inbox.Letter;
import dev.sallyport.core.event.RequestEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

final class SqsInboxTest {
  private static final Letter LETTER = new Letter("m1", "receipt", "r1", "body", 3);

  private final List<SendMessageRequest> sent = new ArrayList<>();

  private SendMessageRequest buried(String deadLetters) {
    new SqsInbox(new Recording(sent), "queue", deadLetters).bury(LETTER, "no such service");
    return sent.getLast();
  }

  @Test
  void theDeadLettersOfAFifoQueueKeepTheGroup() {
    SendMessageRequest message = buried("https://sqs.example.com/requests-dead.fifo");
    assertThat(message.messageGroupId()).isEqualTo("r1");
    assertThat(message.messageDeduplicationId()).isEqualTo("m1");
    assertThat(message.messageAttributes())
        .hasEntrySatisfying(
            "reason", reason -> assertThat(reason.stringValue()).isEqualTo("no such service"));
  }

  @Test
  void aStandardQueueIsToldOfNoGroup() {
    SendMessageRequest message = buried("https://sqs.example.com/reviews-slack-dead");
    assertThat(message.messageGroupId()).isNull();
    assertThat(message.messageDeduplicationId()).isNull();
    assertThat(message.messageBody()).isEqualTo("body");
    assertThat(message.messageAttributes())
        .hasEntrySatisfying("tries", tries -> assertThat(tries.stringValue()).isEqualTo("3"));
  }

  @Test
  void aRefusalIsToldByItsCodeAlone() {
    SqsInbox inbox = new SqsInbox(new Refusing(), "queue", "dead");
    assertThatThrownBy(() -> inbox.bury(LETTER, "hopeless"))
        .isInstanceOf(Unavailable.class)
        .hasMessage("SQS did not take a dead letter: AccessDenied");
    assertThatThrownBy(() -> inbox.delay(LETTER, Duration.ofSeconds(1)))
        .isInstanceOf(Unavailable.class)
        .hasMessage("SQS did not delay a message: AccessDenied");
    RequestEvent event =
        new RequestEvent("example.com", "r1", Cause.CHANGED, Optional.empty(), Instant.EPOCH);
    assertThatThrownBy(() -> new SqsEvents(new Refusing(), "queue").send(event))
        .isInstanceOf(Unavailable.class)
        .hasMessage("SQS did not take the event for r1: AccessDenied");
  }

  private record Refusing() implements SqsClient {
    private static SqsException refusal() {
      AwsErrorDetails details =
          AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage("canary").build();
      return (SqsException) SqsException.builder().awsErrorDetails(details).build();
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest message) {
      throw refusal();
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(
        ChangeMessageVisibilityRequest change) {
      throw refusal();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }

  private record Recording(List<SendMessageRequest> sent) implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest message) {
      sent.add(message);
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
