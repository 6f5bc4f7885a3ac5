package dev.sallyport.tests.fault;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sallyport.workers.Sweep;
import dev.sallyport.workers.Wiring;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One life of the functions: what they hold in memory ends with it. */
final class Functions {
  private final Map<String, RequestHandler<SQSEvent, SQSBatchResponse>> handlers;
  private final Sweep sweep;

  Functions(Wiring wiring) {
    handlers = Map.of("requests", wiring.decide(), "pagerduty", wiring.notify("pagerduty"));
    sweep = wiring.sweep("pagerduty");
  }

  /** Hands one message to the function of its queue; answers whether it is done with it. */
  boolean handle(VirtualMail.Received received) {
    RequestHandler<SQSEvent, SQSBatchResponse> handler = handlers.get(received.queue());
    if (handler == null) {
      throw new IllegalStateException("no function is fed from " + received.queue());
    }
    Set<String> failed = new HashSet<>();
    handler
        .handleRequest(event(received.message()), null)
        .getBatchItemFailures()
        .forEach(failure -> failed.add(failure.getItemIdentifier()));
    return !failed.contains(received.message().id);
  }

  /** Runs the sweep; it throws what Lambda would see. */
  int sweep() {
    return sweep.handleRequest(new ScheduledEvent(), null);
  }

  private static SQSEvent event(VirtualQueue.Message received) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(received.id);
    message.setReceiptHandle(received.receipt());
    message.setBody(received.body);
    message.setAttributes(
        Map.of(
            "MessageGroupId",
            received.group,
            "ApproximateReceiveCount",
            Integer.toString(received.receives())));
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return event;
  }
}
