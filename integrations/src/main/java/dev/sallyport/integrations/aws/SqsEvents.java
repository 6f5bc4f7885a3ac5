package dev.sallyport.integrations.aws;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.RequestEvent;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sends events to a FIFO queue: the request's id is the group, so its events stay in order. */
public final class SqsEvents implements Events {
  private final SqsClient sqs;
  private final String queueUrl;

  public SqsEvents(SqsClient sqs, String queueUrl) {
    this.sqs = sqs;
    this.queueUrl = queueUrl;
  }

  @Override
  public void send(RequestEvent event) {
    try {
      sqs.sendMessage(
          message ->
              message
                  .queueUrl(queueUrl)
                  .messageBody(event.toJson())
                  .messageGroupId(event.requestId())
                  .messageDeduplicationId(event.deduplicationId()));
    } catch (SdkException e) {
      throw new Unavailable(
          "SQS did not take the event for " + event.requestId() + ": " + Refusal.of(e), e);
    }
  }
}
