package dev.sallyport.simulators.slack;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A person presses a button, well or in one of the ways in which Slack or an attacker differs.
 *
 * @param typed what the person has typed into the message's inputs, by action id
 * @param skew added to the time that is signed
 * @param team what stands for the team; {@link Team#OURS} unless changed
 * @param app another app's id in place of ours
 * @param secret signs in place of the configured secret
 */
public record Click(
    String user,
    String channel,
    String ts,
    String actionId,
    Map<String, String> typed,
    Duration skew,
    Team team,
    Optional<String> app,
    Optional<String> secret) {
  /** The team that a click names. */
  public sealed interface Team {
    Team OURS = new Ours();

    /** The workspace's own. */
    record Ours() implements Team {}

    /** {@code null}, as Slack may send for an app installed on a whole organisation. */
    record None() implements Team {}

    /** Another one. */
    record Foreign(String id) implements Team {}
  }

  public Click {
    typed = Map.copyOf(typed);
  }

  public static Click on(String user, String channel, String ts, String actionId) {
    return new Click(
        user,
        channel,
        ts,
        actionId,
        Map.of(),
        Duration.ZERO,
        Team.OURS,
        Optional.empty(),
        Optional.empty());
  }

  public static Click on(String user, Message message, String actionId) {
    return on(user, message.channel(), message.ts(), actionId);
  }

  public Click typing(String inputActionId, String text) {
    Map<String, String> more = new LinkedHashMap<>(typed);
    more.put(inputActionId, text);
    return new Click(user, channel, ts, actionId, more, skew, team, app, secret);
  }

  public Click withSkew(Duration newSkew) {
    return new Click(user, channel, ts, actionId, typed, newSkew, team, app, secret);
  }

  public Click withoutTeam() {
    return withTeam(new Team.None());
  }

  public Click fromTeam(String id) {
    return withTeam(new Team.Foreign(id));
  }

  public Click forApp(String id) {
    return new Click(user, channel, ts, actionId, typed, skew, team, Optional.of(id), secret);
  }

  public Click signedWith(String otherSecret) {
    return new Click(user, channel, ts, actionId, typed, skew, team, app, Optional.of(otherSecret));
  }

  private Click withTeam(Team newTeam) {
    return new Click(user, channel, ts, actionId, typed, skew, newTeam, app, secret);
  }
}
