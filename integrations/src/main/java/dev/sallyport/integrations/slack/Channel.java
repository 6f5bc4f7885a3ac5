package dev.sallyport.integrations.slack;

import com.slack.api.model.Conversation;
import java.util.Objects;
import java.util.Optional;

/**
 * A conversation as Slack knows it.
 *
 * @param name empty for direct messages
 * @param shared with another organisation, or about to be
 * @param user whom a direct message is with; empty for all else
 */
public record Channel(
    String id, String name, boolean archived, boolean shared, Optional<String> user) {
  static Optional<Channel> of(Conversation it) {
    if (it == null || it.getId() == null || it.getId().isBlank()) {
      return Optional.empty();
    }
    boolean pending =
        it.isPendingExtShared()
            || (it.getPendingConnectedTeamIds() != null
                && !it.getPendingConnectedTeamIds().isEmpty());
    return Optional.of(
        new Channel(
            it.getId(),
            Objects.requireNonNullElse(it.getName(), ""),
            it.isArchived(),
            it.isExtShared() || pending,
            Optional.ofNullable(it.getUser()).filter(user -> it.isIm() && !user.isBlank())));
  }
}
