package dev.sallyport.webhooks;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.delivery.Sender;
import dev.sallyport.core.delivery.Sender.Reason;
import dev.sallyport.core.delivery.Sender.Unverified;
import dev.sallyport.core.delivery.SignedDelivery;
import dev.sallyport.core.delivery.VerificationSecrets;
import dev.sallyport.core.secret.LiveSecret;
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
  // Slack shows an error after three seconds, of which the network needs its part; PagerDuty waits
  // five.
  private static final Duration ANSWER = Duration.ofMillis(2400);

  /**
   * So long ago the store said what we know; what fits none of it now will fit none of it there.
   */
  private static final Duration JUST_READ = Duration.ofMinutes(1);

  private final Vendor vendor;
  private final LiveSecret<VerificationSecrets> secrets;
  private final DeliveryQueue queue;
  private final Signals signals;
  private final InstantSource clock;

  Door(
      Vendor vendor,
      LiveSecret<VerificationSecrets> secrets,
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
    return vendor.claim(call).isEmpty()
            && vendor.verify(call, now, List.of()) instanceof Unverified hopeless
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
    return vendor.unavailable();
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
      return isOurFault(call, unverified, now)
          ? unavailable("a delivery that may be our own subscription's fits none of the secrets")
          : refused(unverified);
    }
    Optional<Answer> own = vendor.answerAtOnce(call.body());
    if (own.isPresent()) {
      return own.get();
    }
    queue.send(new SignedDelivery(call.body(), signatureHeaders(call), call.sourceIp()));
    return vendor.taken();
  }

  /** Whether our own secret may be what is wrong: then to refuse it would lose it for good. */
  private boolean isOurFault(Call call, Unverified unverified, Instant now) {
    Optional<String> claim = vendor.claim(call);
    return claim.isPresent()
        && (secrets.get().subscriptions().contains(claim.get())
            || !secrets.isReadSince(now.minus(JUST_READ)))
        && vendor.refusal(unverified.reason()).status() == Answer.UNVERIFIED.status();
  }

  private Sender verify(Call call, Instant now) {
    Sender sender = vendor.verify(call, now, secrets.get().accepted(now));
    if (!(sender instanceof Unverified)) {
      return sender;
    }
    Optional<VerificationSecrets> changed = secrets.refresh();
    return changed.isPresent() ? vendor.verify(call, now, changed.get().accepted(now)) : sender;
  }

  private Answer refused(Unverified unverified) {
    signals.say(
        Signal.warning("", "webhook-refused", "a delivery was not verified")
            .with("vendor", vendor.name())
            .with("reason", unverified.reason().word()));
    return vendor.refusal(unverified.reason());
  }

  private Map<String, String> signatureHeaders(Call call) {
    Map<String, String> headers = new HashMap<>(call.headers());
    headers.keySet().retainAll(vendor.signatureHeaders());
    return headers;
  }
}
