package dev.sallyport.tests.fault;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sallyport.core.config.Config;
import dev.sallyport.workers.QueueHandler;
import dev.sallyport.workers.Sweep;
import dev.sallyport.workers.Wiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One life of the functions: what they hold in memory ends with it. */
final class Functions {
  private final Map<String, QueueHandler> handlers = new HashMap<>();
  private final List<Sweep> sweeps = new ArrayList<>();

  Functions(Config config, Wiring wiring) {
    this(config, wiring, wiring, wiring);
  }

  /** Each with an identity of its own. */
  Functions(Config config, Wiring decide, Wiring notify, Wiring review) {
    handlers.put("requests", decide.decide());
    if (config.pagerduty().isPresent()) {
      handlers.put("pagerduty", notify.notify("pagerduty"));
      handlers.put(VirtualMail.reviews("pagerduty"), review.review("pagerduty"));
      sweeps.add(notify.sweep("pagerduty"));
    }
    if (config.opsgenie().isPresent()) {
      handlers.put("opsgenie", notify.notify("opsgenie"));
      sweeps.add(notify.sweep("opsgenie"));
    }
    if (config.slack().isPresent()) {
      handlers.put("slack", notify.notify("slack"));
      handlers.put(VirtualMail.reviews("slack"), review.review("slack"));
    }
  }

  /** Hands one message to the function of its queue; answers whether it is done with it. */
  boolean handle(VirtualMail.Received received) {
    QueueHandler handler = handlers.get(received.queue());
    if (handler == null) {
      throw new IllegalStateException("no function is fed from " + received.queue());
    }
    Set<String> failed = new HashSet<>();
    handler
        .take(event(received.message()))
        .getBatchItemFailures()
        .forEach(failure -> failed.add(failure.getItemIdentifier()));
    return !failed.contains(received.message().id);
  }

  /** Runs the sweeps; they throw what Lambda would see. */
  void sweep() {
    sweeps.forEach(one -> one.handleRequest(new ScheduledEvent(), null));
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
            "SentTimestamp",
            Long.toString(received.sentAt.toEpochMilli()),
            "ApproximateReceiveCount",
            Integer.toString(received.receives())));
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return event;
  }
}
