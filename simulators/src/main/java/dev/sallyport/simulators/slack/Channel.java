package dev.sallyport.simulators.slack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A place for messages, with the people in it. */
final class Channel {
  enum Kind {
    PUBLIC,
    PRIVATE,
    DIRECT
  }

  private final String id;
  private final String name;
  private final Kind kind;
  private final Instant created;
  private final Set<String> members = new LinkedHashSet<>();
  private final List<Post> posts = new ArrayList<>();
  private final Set<String> sharedWith = new LinkedHashSet<>();
  private boolean archived;

  Channel(String id, String name, Kind kind, Instant created) {
    this.id = id;
    this.name = name;
    this.kind = kind;
    this.created = created;
  }

  String id() {
    return id;
  }

  String name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  boolean is(Kind asked) {
    return kind == asked;
  }

  Instant created() {
    return created;
  }

  boolean archived() {
    return archived;
  }

  void archive(boolean now) {
    archived = now;
  }

  /** Other teams that share the channel through Slack Connect. */
  Set<String> sharedWith() {
    return sharedWith;
  }

  Set<String> members() {
    return members;
  }

  boolean has(String user) {
    return members.contains(user);
  }

  void add(Post post) {
    posts.add(post);
  }

  void remove(Post post) {
    posts.remove(post);
  }

  /** Everything in the order it was posted, ephemeral messages too. */
  List<Post> everything() {
    return posts;
  }

  /** What everybody in the channel sees. */
  List<Post> posts() {
    return posts.stream().filter(it -> it.ephemeralTo().isEmpty()).toList();
  }

  Optional<Post> post(String ts) {
    return posts().stream().filter(it -> it.ts().equals(ts)).findFirst();
  }

  /** Replies without the message that they reply to. */
  List<Post> replies(String ts) {
    return posts().stream().filter(it -> it.threadTs().filter(ts::equals).isPresent()).toList();
  }
}
