package dev.sallyport.integrations.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.event.Inbox.Letter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

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
