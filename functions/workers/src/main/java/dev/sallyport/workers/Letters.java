package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.event.Inbox;
import dev.sallyport.core.event.Inbox.Letter;
import dev.sallyport.core.event.RequestEvent;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.core.text.UserText;
import dev.sallyport.integrations.signal.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Opens the messages of a batch one by one. A message that fails comes back after its wait, and
 * everything behind it in its group with it, so that the order of a request's events is kept. A
 * hopeless one is buried with the reason.
 */
final class Letters {
  /** What is done with an event. */
  @FunctionalInterface
  interface Use {
    Delivery of(RequestEvent event, int tries);
  }

  /** What is done with a vendor's delivery. */
  @FunctionalInterface
  interface SignedUse {
    Delivery of(SignedDelivery delivery, Instant sentAt, int tries);
  }

  /**
   * A message as it came.
   *
   * @param sentAt when the queue took it, as the queue says
   */
  private record Opened(Letter letter, Optional<Instant> sentAt) {}

  private final String cluster;
  private final String queue;
  private final Inbox inbox;
  private final Signals signals;
  private final RandomGenerator random;

  Letters(String cluster, String queue, Inbox inbox, Signals signals, RandomGenerator random) {
    this.cluster = cluster;
    this.queue = queue;
    this.inbox = inbox;
    this.signals = signals;
    this.random = random;
  }

  /** A batch of request events. */
  SQSBatchResponse open(SQSEvent batch, Use use) {
    return each(batch, opened -> event(opened.letter(), use));
  }

  /** A batch of what a vendor delivered, from a standard queue: each message is its own group. */
  SQSBatchResponse openSigned(SQSEvent batch, SignedUse use) {
    return each(batch, opened -> signed(opened, use));
  }

  private SQSBatchResponse each(SQSEvent batch, Function<Opened, Delivery> content) {
    List<BatchItemFailure> failures = new ArrayList<>();
    Set<String> blocked = new HashSet<>();
    for (SQSMessage message : batch.getRecords()) {
      Opened opened = opened(message);
      Letter letter = opened.letter();
      if (blocked.contains(letter.group())
          || !Subject.during(letter.group(), () -> taken(opened, content))) {
        blocked.add(letter.group());
        failures.add(new BatchItemFailure(letter.id()));
      }
    }
    return new SQSBatchResponse(failures);
  }

  private static Opened opened(SQSMessage message) {
    Map<String, String> attributes =
        message.getAttributes() == null ? Map.of() : message.getAttributes();
    Letter letter =
        new Letter(
            message.getMessageId(),
            message.getReceiptHandle(),
            attributes.getOrDefault("MessageGroupId", message.getMessageId()),
            message.getBody() == null ? "" : message.getBody(),
            Integer.parseInt(attributes.getOrDefault("ApproximateReceiveCount", "1")));
    return new Opened(
        letter,
        Optional.ofNullable(attributes.get("SentTimestamp"))
            .map(Long::parseLong)
            .map(Instant::ofEpochMilli));
  }

  private boolean taken(Opened opened, Function<Opened, Delivery> content) {
    Letter letter = opened.letter();
    try {
      return switch (content.apply(opened)) {
        case Delivery.Delivered _ -> true;
        case Delivery.Retry(Duration after, String why) -> delay(letter, after, why);
        case Delivery.Rejected(String why) -> bury(letter, why);
      };
    } catch (RuntimeException e) {
      signals.say(Signal.alarm(letter.group(), "handler-failed", Fault.of(e)));
      return false;
    }
  }

  private Delivery event(Letter letter, Use use) {
    return switch (RequestEvent.parse(letter.body())) {
      case RequestEvent.Parsed.Read(RequestEvent event) ->
          event.cluster().equals(cluster)
              ? use.of(event, letter.tries())
              : new Delivery.Rejected(
                  "it is about the cluster "
                      + UserText.line(event.cluster(), 100)
                      + ", and this is "
                      + cluster);
      case RequestEvent.Parsed.Newer(int version) -> newer(letter, version);
      case RequestEvent.Parsed.Malformed(String why) ->
          new Delivery.Rejected("it is no request event: " + why);
    };
  }

  private Delivery signed(Opened opened, SignedUse use) {
    if (opened.sentAt().isEmpty()) {
      // Nothing else says when it came in, and a signature counts for a time.
      return new Delivery.Rejected("the queue does not say when it took the delivery");
    }
    return switch (SignedDelivery.parse(opened.letter().body())) {
      case SignedDelivery.Reading.Parsed(SignedDelivery delivery) ->
          use.of(delivery, opened.sentAt().get(), opened.letter().tries());
      case SignedDelivery.Reading.Newer(int version) -> newer(opened.letter(), version);
      case SignedDelivery.Reading.Unreadable(String why) ->
          new Delivery.Rejected("it is no signed delivery: " + why);
    };
  }

  private Delivery newer(Letter letter, int version) {
    return new Delivery.Retry(
        Backoff.STANDARD.after(letter.tries(), random),
        "a newer Sallyport wrote it (version " + version + ")");
  }

  private boolean delay(Letter letter, Duration after, String why) {
    signals.say(
        Signal.warning(
                letter.group(),
                "retry",
                "comes back in "
                    + Math.max(1, after.toSeconds())
                    + " s (try "
                    + letter.tries()
                    + "): "
                    + why)
            .with("queue", queue));
    try {
      inbox.delay(letter, after.isNegative() ? Duration.ZERO : after);
    } catch (Unavailable e) {
      signals.say(Signal.warning(letter.group(), "delay-failed", String.valueOf(e.getMessage())));
    }
    return false;
  }

  private boolean bury(Letter letter, String why) {
    try {
      inbox.bury(letter, why);
      signals.say(
          Signal.alarm(letter.group(), "dead-letter", "went to the dead letters: " + why)
              .with("queue", queue));
      return true;
    } catch (Unavailable e) {
      signals.say(Signal.warning(letter.group(), "bury-failed", String.valueOf(e.getMessage())));
      return false;
    }
  }
}
