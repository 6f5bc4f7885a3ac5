package dev.sallyport.simulators.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A message that may still change. */
final class Post {
  /** What a message says. */
  record Content(String text, ArrayNode blocks, Optional<JsonNode> metadata) {}

  private final String channel;
  private final String ts;
  private final String author;
  private final boolean ours;
  private final Optional<String> threadTs;
  private final Optional<String> ephemeralTo;
  private final Map<String, Set<String>> reactions = new LinkedHashMap<>();
  private Content content;
  private Optional<String> editedTs = Optional.empty();

  /**
   * @param ours whether the app posted it
   */
  Post(
      String channel,
      String ts,
      String author,
      boolean ours,
      Optional<String> threadTs,
      Optional<String> ephemeralTo,
      Content content) {
    this.channel = channel;
    this.ts = ts;
    this.author = author;
    this.ours = ours;
    this.threadTs = threadTs;
    this.ephemeralTo = ephemeralTo;
    this.content = content;
  }

  String channel() {
    return channel;
  }

  String ts() {
    return ts;
  }

  String author() {
    return author;
  }

  boolean ours() {
    return ours;
  }

  Optional<String> threadTs() {
    return threadTs;
  }

  Optional<String> ephemeralTo() {
    return ephemeralTo;
  }

  Optional<String> editedTs() {
    return editedTs;
  }

  Content content() {
    return content;
  }

  void edit(Content newContent, String at) {
    content = newContent;
    editedTs = Optional.of(at);
  }

  /** False when the user had already reacted so. */
  boolean react(String name, String user) {
    return reactions.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(user);
  }

  /** False when the user had not reacted so. */
  boolean unreact(String name, String user) {
    Set<String> users = reactions.getOrDefault(name, Set.of());
    boolean removed = users.contains(user) && users.remove(user);
    if (users.isEmpty()) {
      reactions.remove(name);
    }
    return removed;
  }

  List<Message.Reaction> reactions() {
    List<Message.Reaction> all = new ArrayList<>();
    reactions.forEach((name, users) -> all.add(new Message.Reaction(name, List.copyOf(users))));
    return all;
  }

  Message message() {
    return new Message(
        channel,
        ts,
        content.text(),
        content.blocks().deepCopy(),
        threadTs,
        content.metadata().map(JsonNode::deepCopy),
        reactions(),
        editedTs,
        author,
        ours,
        ephemeralTo);
  }
}
