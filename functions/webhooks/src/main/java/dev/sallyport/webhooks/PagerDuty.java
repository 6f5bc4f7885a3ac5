package dev.sallyport.webhooks;

import dev.sallyport.core.delivery.PagerDutyEnvelope;
import dev.sallyport.core.delivery.PagerDutySignature;
import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PagerDuty's webhooks, version 3. It tries again for 48 hours after a 5xx; three other refusals in
 * a row silence the subscription for a day (PagerDuty, Webhooks v3, Webhook behavior). So whatever
 * it signed is taken, and only what matters is passed on.
 */
final class PagerDuty implements Vendor {
  private static final String SUBSCRIPTION = "x-webhook-subscription";

  @Override
  public String name() {
    return "pagerduty";
  }

  @Override
  public String path() {
    return "/webhooks/pagerduty";
  }

  @Override
  public Set<String> signatureHeaders() {
    return PagerDutySignature.HEADERS;
  }

  @Override
  public Sender verify(Call call, Instant now, List<String> secrets) {
    return PagerDutySignature.verify(call.headers(), call.body(), now, secrets);
  }

  @Override
  public Optional<String> claim(Call call) {
    return Optional.ofNullable(call.headers().get(SUBSCRIPTION));
  }

  /** What is old, or bears no time, is PagerDuty's nevertheless: it counts as delivered. */
  @Override
  public Answer refusal(Sender.Reason why) {
    // No switch: one over an enum loads a class of its own.
    return why == Sender.Reason.STALE || why == Sender.Reason.FUTURE || why == Sender.Reason.UNDATED
        ? Answer.ACCEPTED
        : Answer.UNVERIFIED;
  }

  @Override
  public Answer taken() {
    return Answer.ACCEPTED;
  }

  @Override
  public Answer unavailable() {
    return Answer.OUT_OF_SERVICE;
  }

  @Override
  public Optional<Answer> answerAtOnce(RawBody verified) {
    String type = PagerDutyEnvelope.read(verified).type();
    return type.equals("incident.annotated") || type.equals("incident.resolved")
        ? Optional.empty()
        : Optional.of(Answer.ACCEPTED);
  }
}
