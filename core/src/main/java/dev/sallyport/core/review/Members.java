package dev.sallyport.core.review;

import java.util.Optional;

/** The people of a vendor's workspace. */
@FunctionalInterface
public interface Members {
  /**
   * Who somebody is, as the vendor says now.
   *
   * @throws dev.sallyport.core.Unavailable when the vendor cannot be asked, or does not tell
   */
  Membership of(String actor);

  /** Whether somebody is one of us. */
  sealed interface Membership {
    /**
     * A full member.
     *
     * @param email as the vendor knows it, if it may be told
     */
    record Member(Optional<String> email) implements Membership {}

    /** Somebody who decides nothing. */
    record Outsider(Why why) implements Membership {}
  }

  /** Why somebody decides nothing. */
  enum Why {
    BOT,
    GUEST,
    DEACTIVATED,
    OTHER_TEAM,
    /** The vendor knows nobody by that id. */
    UNKNOWN
  }
}
