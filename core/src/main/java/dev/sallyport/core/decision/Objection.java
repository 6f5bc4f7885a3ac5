package dev.sallyport.core.decision;

import java.util.Comparator;
import java.util.Optional;

/**
 * Why an entry of the policy does not count.
 *
 * @param condition the first one that is not met
 */
record Objection(Condition condition, String why) {
  /** In the order in which they are looked at. */
  enum Condition {
    NAMES,
    ROLES,
    DURATION,
    REASON,
    HOURS,
    NO_SHIFT,
    SHIFT,
    LEVEL,
    SHIFT_AGE
  }

  /** The last of several is the one that came closest. */
  static final Comparator<Objection> CLOSEST =
      Comparator.comparing(Objection::condition).thenComparing(Objection::why);

  static final Objection NOBODY =
      new Objection(Condition.NO_SHIFT, "no provider says that the requester is on call for it");

  static Optional<Objection> when(boolean unmet, Condition condition, String why) {
    return unmet ? Optional.of(new Objection(condition, why)) : Optional.empty();
  }
}
