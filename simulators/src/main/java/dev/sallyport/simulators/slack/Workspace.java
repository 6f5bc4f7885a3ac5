package dev.sallyport.simulators.slack;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Everything a workspace holds. Whoever calls holds the workspace's lock. */
final class Workspace {
  static final String APP = "A0SIMULATED";

  /** Whatever other app posts something. */
  static final String OTHER_APP = "A0SIMOTHER";

  private final InstantSource clock;
  private final String domain;
  private final String teamId = "T0SIMULATED";
  private final Timestamps timestamps;
  private final Map<String, Member> members = new LinkedHashMap<>();
  private final Map<String, Channel> channels = new LinkedHashMap<>();
  private final Map<String, String> marks = new HashMap<>();
  private final Member bot;
  private long lastId;
  private long version;

  Workspace(InstantSource clock, String domain, String botName) {
    this.clock = clock;
    this.domain = domain;
    timestamps = new Timestamps(clock);
    bot = add(Person.named(botName).asBot());
  }

  Instant now() {
    return clock.instant();
  }

  String domain() {
    return domain;
  }

  String teamId() {
    return teamId;
  }

  Member bot() {
    return bot;
  }

  String botId() {
    return botId(bot.id());
  }

  static String botId(String user) {
    return "B" + user.substring(1);
  }

  Timestamps timestamps() {
    return timestamps;
  }

  /** Grows with every change that somebody can see. */
  long version() {
    return version;
  }

  void changed() {
    version++;
  }

  /** An id that is not in use, in Slack's shape. */
  String freshId(String prefix) {
    String digits = Long.toString(++lastId, 36).toUpperCase(Locale.ROOT);
    return prefix + "0SIM" + "0".repeat(6 - digits.length()) + digits;
  }

  Member add(Person person) {
    Member member = new Member(freshId("U"), person.team().orElse(teamId), person);
    members.put(member.id(), member);
    changed();
    return member;
  }

  /** Puts a person in the place of who had this id. */
  void replace(Member member) {
    members.put(member.id(), member);
    changed();
  }

  Channel add(String name, Channel.Kind kind) {
    return add(freshId(kind == Channel.Kind.DIRECT ? "D" : "C"), name, kind);
  }

  Channel add(String id, String name, Channel.Kind kind) {
    Channel channel = new Channel(id, name, kind, now());
    channels.put(channel.id(), channel);
    changed();
    return channel;
  }

  Collection<Member> members() {
    return members.values();
  }

  Collection<Channel> channels() {
    return channels.values();
  }

  Optional<Member> member(String id) {
    return Optional.ofNullable(members.get(id));
  }

  Optional<Channel> channel(String id) {
    return Optional.ofNullable(channels.get(id));
  }

  Optional<Channel> direct(String user) {
    return channels.values().stream()
        .filter(it -> it.is(Channel.Kind.DIRECT) && it.has(user) && it.has(bot.id()))
        .findFirst();
  }

  /** The conversation of the bot with one person. */
  Channel openDirect(String user) {
    return direct(user)
        .orElseGet(
            () -> {
              Channel channel = add(user, Channel.Kind.DIRECT);
              channel.members().add(user);
              channel.members().add(bot.id());
              return channel;
            });
  }

  boolean seenBy(Channel channel, Member member) {
    return channel.has(member.id())
        || (channel.is(Channel.Kind.PUBLIC) && !member.guest() && member.team().equals(teamId));
  }

  /** Remembers why the person's last click on the message failed; no reason takes the mark away. */
  void mark(String user, String ts, Optional<String> reason) {
    reason.ifPresentOrElse(
        it -> marks.put(user + " " + ts, it), () -> marks.remove(user + " " + ts));
    changed();
  }

  Optional<String> markOf(String user, String ts) {
    return Optional.ofNullable(marks.get(user + " " + ts));
  }
}
