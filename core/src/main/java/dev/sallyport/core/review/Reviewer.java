package dev.sallyport.core.review;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.event.Backoff;
import dev.sallyport.core.event.Delivery;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Turns a person's gesture into that person's review, at most once, and tells the person what
 * became of it. Nothing is submitted that the vendor did not sign, and nothing late.
 */
public final class Reviewer {
  /** A reply address lives that long. */
  private static final Duration TELL_WITHIN = Duration.ofMinutes(30);

  private final Vendor vendor;
  private final Cluster cluster;
  private final Modes modes;
  private final ReviewPolicy policy;
  private final Words words;
  private final Signals signals;
  private final InstantSource clock;
  private final RandomGenerator random;

  public Reviewer(
      Vendor vendor,
      Cluster cluster,
      Modes modes,
      ReviewPolicy policy,
      Words words,
      Signals signals,
      InstantSource clock,
      RandomGenerator random) {
    this.vendor = vendor;
    this.cluster = cluster;
    this.modes = modes;
    this.policy = policy;
    this.words = words;
    this.signals = signals;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Handles one delivery.
   *
   * @param sentAt when it was put on the queue, as the queue says
   * @param tries how often this message was received, from 1 on
   */
  public Delivery handle(SignedDelivery delivery, Instant sentAt, int tries) {
    Gestures.Reading reading;
    try {
      reading = vendor.gestures().read(delivery, sentAt);
    } catch (Unavailable e) {
      return retry(sentAt, tries, e.getMessage());
    }
    return switch (reading) {
      case Gestures.Reading.Pressed(Gesture gesture) ->
          pressed(gesture, Optional.empty(), sentAt, tries);
      case Gestures.Reading.Refused(Gesture gesture, Ending why) ->
          pressed(gesture, Optional.of(why), sentAt, tries);
      case Gestures.Reading.Closed(Closing closing) -> closed(closing, sentAt, tries);
      case Gestures.Reading.Nothing _ -> Delivery.DELIVERED;
      case Gestures.Reading.Garbled(String why) ->
          new Delivery.Rejected("signed, and not to be understood: " + why);
      case Gestures.Reading.Unverified(String why) -> {
        signals.say(
            Signal.alarm(
                "", "unverified-delivery", "a delivery on the queue proves no sender: " + why));
        yield Delivery.DELIVERED;
      }
    };
  }

  private Delivery closed(Closing closing, Instant sentAt, int tries) {
    try {
      Optional<String> remark =
          new ClosingRemark(cluster, policy, words, signals, clock)
              .on(closing, modes.of("review"), tries);
      if (remark.isPresent()
          && vendor.teller().remark(closing, remark.get())
              instanceof Teller.Telling.Untellable(String why)) {
        signals.say(
            Signal.warning(
                closing.requestId(),
                "answer-untold",
                "nobody was told that closing " + closing.place() + " decides nothing: " + why));
      }
      return Delivery.DELIVERED;
    } catch (Unavailable e) {
      return retry(sentAt, tries, e.getMessage());
    }
  }

  private Delivery pressed(Gesture gesture, Optional<Ending> objection, Instant sentAt, int tries) {
    Hearing hearing =
        new Hearing(
            cluster,
            vendor.members(),
            policy,
            words,
            signals,
            clock,
            gesture,
            objection,
            modes.of("review"),
            tries);
    Optional<Result> result;
    try {
      result = hearing.hear();
    } catch (Unavailable e) {
      if (!hearing.isLate()) {
        return retry(sentAt, tries, e.getMessage());
      }
      signals.say(
          Signal.alarm(
              gesture.requestId(),
              "review-too-late",
              "a decision could not be handled in time: " + e.getMessage()));
      result = Optional.of(hearing.late());
    }
    return result.map(told -> tell(gesture, told, sentAt, tries)).orElse(Delivery.DELIVERED);
  }

  private Delivery tell(Gesture gesture, Result result, Instant sentAt, int tries) {
    try {
      return switch (vendor.teller().tell(gesture, result.text())) {
        case Teller.Telling.Told _ -> Delivery.DELIVERED;
        case Teller.Telling.Untellable(String why) -> untold(gesture, result, why);
      };
    } catch (Unavailable e) {
      return isOver(sentAt)
          ? untold(gesture, result, String.valueOf(e.getMessage()))
          : retry(sentAt, tries, e.getMessage());
    }
  }

  /** What was decided stands, told or not. */
  private Delivery untold(Gesture gesture, Result result, String why) {
    signals.say(
        Signal.warning(
            gesture.requestId(),
            "answer-untold",
            gesture.vendor()
                + " user "
                + gesture.actor()
                + " was not told "
                + result.ending().word()
                + ": "
                + why));
    return Delivery.DELIVERED;
  }

  private Delivery retry(Instant since, int tries, @Nullable String why) {
    return isOver(since)
        ? new Delivery.Rejected("not handled within half an hour: " + why)
        : new Delivery.Retry(Backoff.STANDARD.after(tries, random), String.valueOf(why));
  }

  private boolean isOver(Instant since) {
    return clock.instant().isAfter(since.plus(TELL_WITHIN));
  }
}
