package dev.sallyport.simulators.slack;

import java.util.Locale;
import java.util.Optional;

/**
 * Somebody to add to the workspace.
 *
 * @param email empty for one who shows none
 * @param deleted deactivated: cannot be found by e-mail or be sent direct messages
 * @param stranger of another organisation and in no channel with the bot; shows no e-mail
 * @param team the other workspace this person comes from; empty for this one
 */
public record Person(
    String name,
    Optional<String> email,
    Kind kind,
    boolean deleted,
    boolean stranger,
    Optional<String> team) {
  /** What a member of a workspace can be. */
  public enum Kind {
    MEMBER,
    /** {@code is_restricted}. */
    GUEST,
    /** {@code is_restricted} and {@code is_ultra_restricted}. */
    SINGLE_CHANNEL_GUEST,
    BOT
  }

  public Person {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a person needs a name");
    }
  }

  public static Person named(String name) {
    return new Person(name, Optional.empty(), Kind.MEMBER, false, false, Optional.empty());
  }

  public static Person named(String name, String email) {
    return named(name).withEmail(email);
  }

  public Person withEmail(String newEmail) {
    return new Person(name, Optional.of(newEmail), kind, deleted, stranger, team);
  }

  public Person asBot() {
    return withKind(Kind.BOT);
  }

  public Person asGuest() {
    return withKind(Kind.GUEST);
  }

  public Person asSingleChannelGuest() {
    return withKind(Kind.SINGLE_CHANNEL_GUEST);
  }

  public Person deactivated() {
    return new Person(name, email, kind, true, stranger, team);
  }

  public Person asStranger() {
    return new Person(name, email, kind, deleted, true, team);
  }

  public Person ofTeam(String teamId) {
    return new Person(name, email, kind, deleted, stranger, Optional.of(teamId));
  }

  /** The handle: the e-mail address before the @, or the name in lower case. */
  String username() {
    return email
        .map(it -> it.replaceFirst("@.*", ""))
        .orElse(name)
        .toLowerCase(Locale.ROOT)
        .replace(' ', '.');
  }

  private Person withKind(Kind newKind) {
    return new Person(name, email, newKind, deleted, stranger, team);
  }
}
