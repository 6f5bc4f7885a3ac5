package dev.sallyport.core.review;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.util.Optional;

/**
 * Tells at a start whether reviews can be submitted for people, by a review of no request: the
 * cluster checks all rights before it misses the request.
 */
public final class ReviewProbe {
  private ReviewProbe() {}

  /**
   * Says {@code can-review} with the field {@code can_review}, 1 or 0.
   *
   * @param user a reviewer whom the cluster stores; nothing is probed without one
   */
  public static void run(PersonalReviews reviews, Optional<String> user, Signals signals) {
    if (user.isEmpty()) {
      signals.say(
          Signal.info(
              "",
              "can-review-unknown",
              "whether reviews can be submitted for people is not probed: name a stored reviewer"
                  + " as review.probe_user"));
      return;
    }
    try {
      signals.say(words(reviews.probe(user.get()), user.get()));
    } catch (Unavailable e) {
      signals.say(
          Signal.warning("", "can-review-unknown", "the probe got no answer: " + e.getMessage()));
    }
  }

  private static Signal words(PersonalReviews.Probe probe, String user) {
    return switch (probe) {
      case PersonalReviews.Probe.CanReview _ ->
          Signal.info("", "can-review", "reviews can be submitted for " + user)
              .with("can_review", "1");
      case PersonalReviews.Probe.Cannot(String why) ->
          Signal.alarm("", "can-review", "reviews cannot be submitted for " + user + ": " + why)
              .with("can_review", "0");
    };
  }
}
