package dev.sallyport.cli.stack;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.core.Unavailable;
import dev.sallyport.workers.Queues;
import dev.sallyport.workers.SqsMail;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The queues of a deployment, by its name. */
public final class StackQueues {
  private static final List<String> FIFO = List.of("requests", "pagerduty", "opsgenie", "slack");
  private static final List<String> STANDARD = List.of("reviews-slack", "reviews-pagerduty");

  private StackQueues() {}

  /**
   * Finds those that are there: what is not enabled has none.
   *
   * @throws Refusal when there is not even the queue of requests
   * @throws Unavailable when SQS cannot be asked
   */
  public static SqsMail of(SqsClient sqs, String stack) {
    Map<String, String> urls = new HashMap<>();
    FIFO.forEach(name -> find(sqs, stack, name, ".fifo", urls));
    STANDARD.forEach(name -> find(sqs, stack, name, "", urls));
    if (!urls.containsKey("requests")) {
      throw new Refusal(
          "there is no queue "
              + stack
              + "-requests.fifo in this account and region: name the stack with --stack");
    }
    return new SqsMail(sqs, new Queues(urls));
  }

  private static void find(
      SqsClient sqs, String stack, String name, String end, Map<String, String> urls) {
    try {
      for (String each : List.of(name, name + "-dead")) {
        urls.put(each, sqs.getQueueUrl(ask -> ask.queueName(stack + "-" + each + end)).queueUrl());
      }
    } catch (QueueDoesNotExistException e) {
      urls.remove(name);
    } catch (SdkException e) {
      throw new Unavailable("SQS cannot be asked: " + e.getMessage(), e);
    }
  }
}
