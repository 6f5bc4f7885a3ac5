package dev.sallyport.workers;

import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.Inbox;
import dev.sallyport.integrations.aws.SqsEvents;
import dev.sallyport.integrations.aws.SqsInbox;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The queues on SQS, or on a server of its protocol. */
public record SqsMail(SqsClient sqs, Queues queues) implements Mail {
  @Override
  public boolean has(String queue) {
    return queues.urls().containsKey(queue);
  }

  @Override
  public Events to(String queue) {
    return new SqsEvents(sqs, queues.url(queue));
  }

  @Override
  public Inbox inbox(String queue) {
    return new SqsInbox(sqs, queues.url(queue), queues.deadLetters(queue));
  }
}
