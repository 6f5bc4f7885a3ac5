package dev.sallyport.tests.fault;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.event.Events;
import dev.sallyport.core.event.Inbox;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.tests.SteppedClock;
import dev.sallyport.workers.Mail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All queues, on virtual time; every call that a process makes passes the trap. */
final class VirtualMail implements Mail {
  /** A hopeless message with the reason. */
  record DeadLetter(String queue, String group, String body, String why) {}

  /** A message and where it was received from. */
  record Received(String queue, VirtualQueue.Message message) {}

  private static final String REVIEWS = "reviews-";

  /** Where a vendor's deliveries wait for the review. */
  static String reviews(String vendor) {
    return REVIEWS + vendor;
  }

  private final Map<String, VirtualQueue> queues = new LinkedHashMap<>();
  private final Map<String, DeadLetter> deadLetters = new LinkedHashMap<>();
  private final Trap trap;
  private int deliveries;

  VirtualMail(SteppedClock clock, Trap trap) {
    this.trap = trap;
    for (String name :
        List.of(
            "requests", "pagerduty", "opsgenie", "slack", reviews("slack"), reviews("pagerduty"))) {
      queues.put(name, new VirtualQueue(name, clock));
    }
  }

  VirtualQueue queue(String name) {
    return Optional.ofNullable(queues.get(name)).orElseThrow();
  }

  @Override
  public Events to(String name) {
    return event ->
        call(
            new Call("sqs", "SendMessage", name),
            () -> queue(name).send(event.requestId(), event.toJson(), event.deduplicationId()));
  }

  /** What the webhook function does; a standard queue has no groups and takes everything. */
  void deliver(String vendor, SignedDelivery delivery) {
    String name = reviews(vendor);
    String each = name + "-" + ++deliveries;
    call(
        new Call("sqs", "SendMessage", name),
        () -> queue(name).send(each, delivery.toJson(), each));
  }

  @Override
  public Inbox inbox(String name) {
    return new Inbox() {
      @Override
      public void delay(Letter letter, Duration wait) {
        Duration whole = Duration.ofSeconds(Math.ceilDiv(wait.toMillis(), 1000L));
        call(
            new Call("sqs", "ChangeMessageVisibility", name),
            () -> queue(name).delay(letter.receipt(), whole));
      }

      @Override
      public void bury(Letter letter, String why) {
        call(
            new Call("sqs", "SendMessage", name + "-dead"),
            // The deduplication id is the message's, so that a second burial of it is none.
            () ->
                deadLetters.putIfAbsent(
                    letter.id(), new DeadLetter(name, letter.group(), letter.body(), why)));
      }
    };
  }

  /** The event-source mapping deletes what a function has handled. */
  void delete(Received received) {
    call(
        new Call("sqs", "DeleteMessage", received.queue()),
        () -> queue(received.queue()).delete(received.message().receipt()));
  }

  Optional<Received> receive() {
    for (Map.Entry<String, VirtualQueue> queue : queues.entrySet()) {
      Optional<VirtualQueue.Message> message = queue.getValue().receive();
      if (message.isPresent()) {
        return Optional.of(new Received(queue.getKey(), message.get()));
      }
    }
    return Optional.empty();
  }

  Optional<java.time.Instant> nextVisible() {
    return queues.values().stream()
        .flatMap(queue -> queue.nextVisible().stream())
        .min(java.util.Comparator.naturalOrder());
  }

  boolean isEmpty() {
    return queues.values().stream().allMatch(VirtualQueue::isEmpty);
  }

  /** Those that a handler buried, and those that came back too often. */
  List<DeadLetter> deadLetters() {
    List<DeadLetter> all = new ArrayList<>(deadLetters.values());
    queues.forEach(
        (name, queue) ->
            queue
                .exhausted()
                .forEach(
                    message ->
                        all.add(
                            new DeadLetter(
                                name, message.group, message.body, "it came back too often"))));
    return all;
  }

  void clear() {
    queues.values().forEach(VirtualQueue::clear);
    deadLetters.clear();
  }

  private void call(Call call, Runnable effect) {
    switch (trap.on(call)) {
      case Fault.None _, Fault.Delay _ -> effect.run();
      case Fault.Refuse _, Fault.CutBefore _ -> throw new Unavailable(call + " failed");
      case Fault.CutAfter _ -> {
        effect.run();
        throw new Unavailable(call + " got no answer");
      }
    }
  }
}
