package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A message as it stands at one moment.
 *
 * @param ts its id within the channel
 * @param text the top-level text, as sent: its three special characters are escaped
 * @param blocks an array, with the ids and defaults that Slack fills in; empty without blocks
 * @param threadTs the first message of the thread that this one replies to
 * @param editedTs when it was last changed
 * @param user whose message it is
 * @param bot whether the app under test posted it
 * @param ephemeralTo the one person who sees it
 */
public record Message(
    String channel,
    String ts,
    String text,
    JsonNode blocks,
    Optional<String> threadTs,
    Optional<JsonNode> metadata,
    List<Reaction> reactions,
    Optional<String> editedTs,
    String user,
    boolean bot,
    Optional<String> ephemeralTo) {
  /**
   * @param name without colons
   * @param users who reacted, in order
   */
  public record Reaction(String name, List<String> users) {
    public Reaction {
      users = List.copyOf(users);
    }
  }

  public Message {
    reactions = List.copyOf(reactions);
  }

  /** The text of all blocks, one piece a line, for tests that look for words. */
  public String words() {
    return String.join("\n", Blocks.texts(blocks));
  }
}
