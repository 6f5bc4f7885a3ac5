package dev.sallyport.webhooks;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.LiveSecrets;
import dev.sallyport.core.delivery.Sender;
import dev.sallyport.core.delivery.Sender.Reason;
import dev.sallyport.core.delivery.Sender.Unverified;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Lets in what a vendor signed: verify, queue, answer. */
final class Door {
  // Slack shows an error after three seconds, of which the network needs its part.
  private static final Duration ANSWER = Duration.ofMillis(2400);

  private final Vendor vendor;
  private final LiveSecrets secrets;
  private final DeliveryQueue queue;
  private final Signals signals;
  private final InstantSource clock;

  Door(
      Vendor vendor,
      LiveSecrets secrets,
      DeliveryQueue queue,
      Signals signals,
      InstantSource clock) {
    this.vendor = vendor;
    this.secrets = secrets;
    this.queue = queue;
    this.signals = signals;
    this.clock = clock;
  }

  Answer handle(Call call) {
    if (!call.path().equals(vendor.path())) {
      return Answer.NOT_FOUND;
    }
    if (!call.method().equals("POST")) {
      return Answer.WRONG_METHOD;
    }
    if (call.body().size() > SignedDelivery.MOST_BYTES) {
      return Answer.TOO_LARGE;
    }
    Instant now = clock.instant();
    // What no secret can make good costs neither a thread nor a look at the store.
    return vendor.verify(call, now, List.of()) instanceof Unverified hopeless
            && hopeless.reason() != Reason.MISMATCH
        ? refused(hopeless)
        : takeInTime(call, now);
  }

  private Answer takeInTime(Call call, Instant now) {
    try {
      return Limited.run("door", ANSWER, () -> take(call, now));
    } catch (TimeoutException e) {
      return unavailable("took longer than " + ANSWER.toMillis() + " ms");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Unavailable cause) {
        return unavailable(String.valueOf(cause.getMessage()));
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Answer unavailable(String why) {
    signals.say(Signal.alarm("", "webhook-unavailable", why).with("vendor", vendor.name()));
    return Answer.UNAVAILABLE;
  }

  /** Reads the secrets while nobody waits for them yet. Without them the next call reads them. */
  void prepare() {
    try {
      var _ = secrets.get();
    } catch (Unavailable e) {
      signals.say(
          Signal.warning("", "webhook-unprepared", String.valueOf(e.getMessage()))
              .with("vendor", vendor.name()));
    }
  }

  private Answer take(Call call, Instant now) {
    if (verify(call, now) instanceof Unverified unverified) {
      return refused(unverified);
    }
    Optional<Answer> own = vendor.answerAtOnce(call.body());
    if (own.isPresent()) {
      return own.get();
    }
    queue.send(new SignedDelivery(call.body(), signatureHeaders(call), call.sourceIp()));
    return Answer.TAKEN;
  }

  private Sender verify(Call call, Instant now) {
    VerificationSecrets known = secrets.get();
    Sender sender = vendor.verify(call, now, known.accepted(now));
    if (!(sender instanceof Unverified)) {
      return sender;
    }
    return switch (secrets.refresh(known, now)) {
      case LiveSecrets.Look.Changed(VerificationSecrets fresh) ->
          vendor.verify(call, now, fresh.accepted(now));
      // Nothing is lost by a refusal: the person sees it and presses again.
      case LiveSecrets.Look.Unchanged _, LiveSecrets.Look.TooSoon _ -> sender;
      case LiveSecrets.Look.Away(String why) -> throw new Unavailable(why);
    };
  }

  private Answer refused(Unverified unverified) {
    signals.say(
        Signal.warning("", "webhook-refused", "a delivery was not verified")
            .with("vendor", vendor.name())
            .with("reason", unverified.reason().word()));
    return Answer.UNVERIFIED;
  }

  private Map<String, String> signatureHeaders(Call call) {
    Map<String, String> headers = new HashMap<>(call.headers());
    headers.keySet().retainAll(vendor.signatureHeaders());
    return headers;
  }
}
