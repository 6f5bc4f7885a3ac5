package dev.sallyport.cli.handover;

import dev.sallyport.core.Unavailable;
import java.util.function.IntSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** How many messages a queue holds: waiting, put off and taken, as far as SQS tells. */
public record QueueContent(SqsClient sqs, String url) implements IntSupplier {
  @Override
  public int getAsInt() {
    try {
      return sqs
          .getQueueAttributes(
              ask ->
                  ask.queueUrl(url)
                      .attributeNames(
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                          QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED))
          .attributes()
          .values()
          .stream()
          .mapToInt(Integer::parseInt)
          .sum();
    } catch (SdkException e) {
      throw new Unavailable("SQS cannot be asked: " + e.getMessage(), e);
    }
  }
}
