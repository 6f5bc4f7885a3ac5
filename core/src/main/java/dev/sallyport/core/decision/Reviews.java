package dev.sallyport.core.decision;

import dev.sallyport.core.request.AccessRequest;
import java.util.Optional;

/** Submits our own review, as the machine that we are. */
public interface Reviews {
  /** Our own Teleport user. */
  String self();

  /** Why our own rights are too wide to vote at all; empty when they name the roles. */
  Optional<String> overreach();

  /**
   * Approves, in our own name.
   *
   * @param reason at most 4096 bytes of UTF-8
   * @throws dev.sallyport.core.Unavailable when the outcome is unknown
   */
  Submitted approve(String requestId, String reason);

  /** What became of it. */
  sealed interface Submitted {
    /** Recorded; the request as it is now, which may still be pending. */
    record Recorded(AccessRequest request) implements Submitted {}

    /** Our own review was there already: an earlier call took effect after all. */
    record Found() implements Submitted {}

    /** It was settled before. */
    record TooLate(String why) implements Submitted {}

    /** Teleport does not let us. */
    record Refused(String why) implements Submitted {}
  }
}
