package dev.sallyport.integrations.slack;

import dev.sallyport.core.Unavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** What Slack says about people and channels, kept for 10 minutes once it is there. */
final class Workspace {
  /** How a look-up ended that could be made. */
  sealed interface Lookup<T> {
    record There<T>(T value) implements Lookup<T> {}

    record Absent<T>() implements Lookup<T> {}

    record Rejected<T>(String why) implements Lookup<T> {}
  }

  /** So long somebody who was invited a moment ago may have to wait. */
  private static final Duration ABSENT_FOR = Duration.ofMinutes(1);

  private final SlackClient slack;
  private final Runnable onDenied;
  private final ChannelNames names;
  private final Recent<Channel> channels;
  private final Recent<Person> people;
  private final Recent<Person> peopleByEmail;
  private final Recent<Boolean> absent;

  Workspace(SlackClient slack, Runnable onDenied, InstantSource clock) {
    this.slack = slack;
    this.onDenied = onDenied;
    this.names = new ChannelNames(slack, clock);
    this.channels = new Recent<>(clock);
    this.people = new Recent<>(clock);
    this.peopleByEmail = new Recent<>(clock);
    this.absent = new Recent<>(clock, ABSENT_FOR);
  }

  Lookup<Channel> channel(String id) {
    return kept(channels, "channel ", id, () -> slack.channel(id));
  }

  Lookup<String> channelNamed(String name) {
    return settled(names.find(name));
  }

  Lookup<Person> person(String id) {
    return kept(people, "person ", id, () -> slack.user(id));
  }

  Lookup<Person> personByEmail(String email) {
    return kept(
        peopleByEmail,
        "e-mail ",
        email.toLowerCase(Locale.ROOT),
        () ->
            slack
                .lookupByEmail(email)
                .map(found -> found.filter(person -> hasEmail(person, email))));
  }

  private static boolean hasEmail(Person person, String email) {
    return person.email().map(it -> it.equalsIgnoreCase(email)).orElse(true);
  }

  private <T> Lookup<T> kept(
      Recent<T> kept, String kind, String key, Supplier<Reply<Optional<T>>> ask) {
    Optional<T> known = kept.get(key);
    if (known.isPresent()) {
      return new Lookup.There<>(known.get());
    }
    if (absent.get(kind + key).isPresent()) {
      return new Lookup.Absent<>();
    }
    Lookup<T> fresh = settled(ask.get());
    switch (fresh) {
      case Lookup.There<T>(T value) -> kept.put(key, value);
      case Lookup.Absent<T> _ -> absent.put(kind + key, true);
      case Lookup.Rejected<T> _ -> {}
    }
    return fresh;
  }

  private <T> Lookup<T> settled(Reply<Optional<T>> reply) {
    return switch (reply) {
      case Reply.Ok<Optional<T>>(Optional<T> found) ->
          found.<Lookup<T>>map(Lookup.There::new).orElseGet(Lookup.Absent::new);
      case Reply.Rejected<Optional<T>>(String _, String message) -> new Lookup.Rejected<>(message);
      case Reply.Denied<Optional<T>>(String error) -> {
        onDenied.run();
        throw new Unavailable("Slack refuses the bot token: " + error);
      }
      case Reply.Retry<Optional<T>>(_, String why) -> throw new Unavailable("Slack, " + why);
      case Reply.Unknown<Optional<T>>(String why) -> throw new Unavailable("Slack, " + why);
    };
  }
}
