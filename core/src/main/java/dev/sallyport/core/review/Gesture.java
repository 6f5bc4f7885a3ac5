package dev.sallyport.core.review;

import dev.sallyport.core.event.RequestEvent;
import java.time.Instant;
import java.util.Optional;

/**
 * A person's decision as a vendor delivered it. Everything in it stood under the vendor's
 * signature.
 *
 * @param delivery equal for repeats of the same gesture and for nothing else
 * @param vendor the destination's name, {@code slack} or {@code pagerduty}
 * @param actor the vendor's id of the person
 * @param ofOwnTeam whether the person belongs to the configured workspace; others may act in shared
 *     channels
 * @param reason as written, at most {@link #LONGEST_REASON} characters; may be empty
 * @param signedAt when the vendor signed it
 * @param message the message it was made in, as its destination refers to it
 * @param reply where to answer; means something to the vendor's teller alone
 */
public record Gesture(
    String delivery,
    String vendor,
    String actor,
    boolean ofOwnTeam,
    String requestId,
    Verdict verdict,
    String reason,
    Instant signedAt,
    Optional<String> message,
    ReplyAddress reply) {
  /** What a reason may have, in characters. */
  public static final int LONGEST_REASON = 1000;

  private static final int LONGEST_DELIVERY = 300;

  /**
   * @param url one that takes an answer without a further key, so it is not to be shown
   * @param channel where the person acted
   * @param name of the person, for an answer that others see too
   */
  public record ReplyAddress(
      Optional<String> url, Optional<String> channel, Optional<String> name) {
    /** Without a name, where the person alone sees the answer. */
    public ReplyAddress(Optional<String> url, Optional<String> channel) {
      this(url, channel, Optional.empty());
    }

    /** Never the address itself. */
    @Override
    public String toString() {
      return "ReplyAddress[url=" + (url.isPresent() ? "set" : "none") + "]";
    }
  }

  public Gesture {
    if (!RequestEvent.isId(requestId)) {
      throw new IllegalArgumentException("requestId is not an id");
    }
    if (delivery.isBlank() || delivery.length() > LONGEST_DELIVERY || actor.isBlank()) {
      throw new IllegalArgumentException("a gesture needs a delivery and an actor");
    }
    if (reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "a reason has more than " + LONGEST_REASON + " characters");
    }
  }

  /** Who and what, without the reason. */
  @Override
  public String toString() {
    return "Gesture[" + vendor + " " + actor + " " + verdict + " " + requestId + "]";
  }
}
