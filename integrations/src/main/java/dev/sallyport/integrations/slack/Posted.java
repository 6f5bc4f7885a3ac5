package dev.sallyport.integrations.slack;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a message stands.
 *
 * @param channel its id, also where a user id was posted to
 * @param ts Slack's time stamp, a text: the message's id in its channel
 */
public record Posted(String channel, String ts) {
  static Optional<Posted> of(String channel, String ts) {
    return Objects.requireNonNullElse(channel, "").isBlank()
            || Objects.requireNonNullElse(ts, "").isBlank()
        ? Optional.empty()
        : Optional.of(new Posted(channel, ts));
  }
}
