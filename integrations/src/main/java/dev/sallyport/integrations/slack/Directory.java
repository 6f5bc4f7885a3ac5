package dev.sallyport.integrations.slack;

import dev.sallyport.core.decision.Router;
import dev.sallyport.core.text.UserText;
import dev.sallyport.integrations.slack.Workspace.Lookup;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tells what a recipient is: a channel's or user's id, a channel's name with or without {@code #},
 * a mail address, or a Teleport user as {@code user:name} or {@code requester:name}. Nothing is
 * taken for a channel's name that Slack does not list as one, and neither guests, bots nor people
 * of another organisation are told anything.
 */
final class Directory {
  // Names of channels have no capitals, so that none is taken for an id.
  private static final Pattern CHANNEL_ID = Pattern.compile("[CGD][A-Z0-9]+");
  private static final Pattern USER_ID = Pattern.compile("[UW][A-Z0-9]+");
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");

  private final Workspace workspace;
  private final Optional<String> teamId;
  private final Set<String> allowShared;
  private final Function<String, Optional<String>> slackIdOf;

  /**
   * @param teamId the workspace that people must be of; unchecked when empty
   * @param allowShared ids or names of externally shared channels that may be posted to
   * @param slackIdOf tells a Teleport user's Slack id, where Teleport knows it
   * @param onDenied called when Slack refuses the token
   */
  Directory(
      SlackClient slack,
      Optional<String> teamId,
      Set<String> allowShared,
      Function<String, Optional<String>> slackIdOf,
      Runnable onDenied,
      InstantSource clock) {
    this.workspace = new Workspace(slack, onDenied, clock);
    this.teamId = teamId;
    this.allowShared =
        allowShared.stream().map(Directory::withoutHash).collect(Collectors.toUnmodifiableSet());
    this.slackIdOf = slackIdOf;
  }

  /** Throws {@link dev.sallyport.core.Unavailable} when Slack or Teleport cannot be asked. */
  Address resolve(String recipient) {
    String to = recipient.strip();
    if (to.startsWith(Router.USER)) {
      return teleportUser(to.substring(Router.USER.length()));
    }
    if (to.startsWith(Router.REQUESTER)) {
      return teleportUser(to.substring(Router.REQUESTER.length()));
    }
    if (CHANNEL_ID.matcher(to).matches()) {
      return channel(to, to);
    }
    if (USER_ID.matcher(to).matches()) {
      return userId(to);
    }
    return EMAIL.matcher(to).matches() ? email(to) : channelNamed(to);
  }

  /** Nobody has to be on Slack; but a fault of the app's own set-up is no reason for silence. */
  private Address teleportUser(String name) {
    Optional<String> id = slackIdOf.apply(name).map(String::strip).filter(it -> !it.isEmpty());
    if (id.isPresent() && !USER_ID.matcher(id.get()).matches()) {
      return new Address.Nobody(about(name, "'" + shown(id.get()) + "' is not a Slack user id"));
    }
    if (id.isEmpty() && !EMAIL.matcher(name).matches()) {
      return new Address.Nobody(
          about(name, "Teleport tells no Slack user id, and the name is no mail address"));
    }
    Lookup<Person> found =
        id.isPresent() ? workspace.person(id.get()) : workspace.personByEmail(name);
    return switch (found) {
      case Lookup.There<Person>(Person person) ->
          objection(person)
              .<Address>map(why -> new Address.Nobody(about(name, why)))
              .orElseGet(() -> new Address.Person(person.id()));
      case Lookup.Absent<Person> _ -> new Address.Nobody(about(name, "not a member on Slack"));
      case Lookup.Rejected<Person>(String why) -> new Address.Refused(about(name, why));
    };
  }

  private Address userId(String id) {
    return person(id, workspace.person(id), "no user has this id: correct it");
  }

  private Address email(String email) {
    return person(
        email,
        workspace.personByEmail(email),
        "no member of the workspace has this mail address: correct it");
  }

  private Address person(String to, Lookup<Person> found, String absent) {
    return switch (found) {
      case Lookup.There<Person>(Person person) ->
          objection(person)
              .<Address>map(why -> refused(to, why + ": name another recipient"))
              .orElseGet(() -> new Address.Person(person.id()));
      case Lookup.Absent<Person> _ -> refused(to, absent);
      case Lookup.Rejected<Person>(String why) -> refused(to, why);
    };
  }

  private Optional<String> objection(Person person) {
    if (person.deleted()) {
      return Optional.of("the user is deactivated");
    }
    if (person.bot()) {
      return Optional.of("the user is a bot");
    }
    if (person.guest()) {
      return Optional.of("the user is a guest");
    }
    boolean elsewhere =
        teamId.isPresent() && !person.teams().isEmpty() && !person.teams().contains(teamId.get());
    return person.stranger() || elsewhere
        ? Optional.of("the user is of another workspace")
        : Optional.empty();
  }

  private Address channelNamed(String to) {
    return switch (workspace.channelNamed(withoutHash(to))) {
      case Lookup.There<String>(String id) -> channel(to, id);
      case Lookup.Absent<String> _ ->
          refused(
              to,
              "no open channel that the app can see has this name: correct it, or invite the app"
                  + " where the channel is private");
      case Lookup.Rejected<String>(String why) -> refused(to, why + ": name the channel's id");
    };
  }

  private Address channel(String to, String id) {
    return switch (workspace.channel(id)) {
      case Lookup.There<Channel>(Channel channel) -> checked(to, channel);
      case Lookup.Absent<Channel> _ ->
          refused(
              to,
              "the app sees no channel with this id: correct it, or invite the app where the"
                  + " channel is private");
      case Lookup.Rejected<Channel>(String why) -> refused(to, why);
    };
  }

  private Address checked(String to, Channel channel) {
    if (channel.archived()) {
      return refused(to, "the channel is archived: name another");
    }
    if (channel.shared()
        && !allowShared.contains(channel.id())
        && !allowShared.contains(channel.name())) {
      return refused(
          to,
          "the channel is shared with another organisation: name another, or add "
              + channel.id()
              + " to slack.allow_shared_channels");
    }
    return channel
        .user()
        .map(id -> person(to, workspace.person(id), "nobody is at the other end of it"))
        .orElseGet(() -> new Address.Channel(channel.id()));
  }

  private static Address refused(String to, String why) {
    return new Address.Refused("Slack recipient '" + shown(to) + "': " + why);
  }

  private static String about(String teleportUser, String why) {
    return "Teleport user '" + shown(teleportUser) + "' on Slack: " + why;
  }

  private static String shown(String text) {
    return UserText.line(text, 100);
  }

  private static String withoutHash(String name) {
    return name.startsWith("#") ? name.substring(1) : name;
  }
}
