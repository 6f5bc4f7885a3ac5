package dev.sallyport.webhooks;

import dev.sallyport.core.delivery.RawBody;
import dev.sallyport.core.delivery.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What differs from vendor to vendor at the door. */
sealed interface Vendor permits Slack, PagerDuty {
  /** In lower case, for logs. */
  String name();

  /** Where it delivers to. */
  String path();

  /** The headers that the signature needs, in lower case. */
  Set<String> signatureHeaders();

  /**
   * Whether one of the secrets signed the call. Without secrets everything else is checked, and
   * what fails then fails with any.
   */
  Sender verify(Call call, Instant now, List<String> secrets);

  /** Whose the call says it is, in words that nobody signed. */
  Optional<String> claim(Call call);

  /** What is answered when nothing proves the sender. */
  Answer refusal(Sender.Reason why);

  /** What is answered once a delivery is on the queue. */
  Answer taken();

  /** What is answered when we are at fault, so that the delivery comes again. */
  Answer unavailable();

  /** What is answered at once and not queued. */
  Optional<Answer> answerAtOnce(RawBody verified);
}
