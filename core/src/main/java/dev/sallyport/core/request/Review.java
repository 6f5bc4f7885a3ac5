package dev.sallyport.core.request;

import java.time.Instant;
import java.util.Optional;

/**
 * One review of an Access Request, in the order in which Teleport holds them.
 *
 * @param author the Teleport user whose review it is
 * @param reason as written, unbounded and unescaped; may be empty
 */
public record Review(
    String author, RequestState proposed, String reason, Optional<Instant> created) {}
