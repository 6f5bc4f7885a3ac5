package dev.sallyport.integrations.slack;

import dev.sallyport.core.request.Outcome;
import dev.sallyport.core.request.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request that Teleport does not hold any more, as far as it is remembered.
 *
 * @param user may be blank
 * @param roles may be none
 */
record Over(
    String requestId,
    String user,
    List<String> roles,
    Outcome outcome,
    Optional<Instant> created,
    Optional<Instant> accessExpires) {
  Over {
    roles = List.copyOf(roles);
  }

  /**
   * @param last as it was seen last, if it was
   */
  static Over of(String requestId, Outcome outcome, Optional<Seen> last) {
    return new Over(
        requestId,
        last.map(Seen::user).orElse(""),
        last.map(Seen::roles).orElse(List.of()),
        outcome,
        last.flatMap(Seen::created),
        last.flatMap(Seen::expires));
  }
}
