package dev.sallyport.integrations.teleport;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.review.People;
import dev.sallyport.core.review.Person;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import dev.sallyport.teleport.wire.types.UserV2;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users that the cluster stores; the identity needs to list and read {@code user}. */
public final class TeleportPeople implements People {
  /** Marks the users of bots (Teleport: api/types/constants.go, BotLabel). */
  private static final String BOT_LABEL = "teleport.internal/bot";

  private final TeleportClient teleport;

  public TeleportPeople(TeleportClient teleport) {
    this.teleport = teleport;
  }

  @Override
  public List<Person> withTrait(String trait, String value) {
    return switch (teleport.usersByTrait(trait, value)) {
      case Answer.Ok<List<UserV2>>(List<UserV2> users) ->
          users.stream()
              .map(TeleportPeople::person)
              .filter(person -> person.trait(trait).contains(value))
              .toList();
      case Answer.Refused<List<UserV2>>(Reason reason, String text) -> throw hidden(reason, text);
    };
  }

  @Override
  public Optional<Person> named(String name) {
    return switch (teleport.user(name)) {
      case Answer.Ok<UserV2>(UserV2 user) -> Optional.of(person(user));
      case Answer.Refused<UserV2>(Reason reason, String text) -> {
        if (reason == Reason.NOT_FOUND) {
          yield Optional.empty();
        }
        throw hidden(reason, text);
      }
    };
  }

  private static Unavailable hidden(Reason reason, String text) {
    return new Unavailable("Teleport does not show users (" + reason + "): " + text);
  }

  private static Person person(UserV2 user) {
    Map<String, List<String>> traits = new HashMap<>();
    user.getSpec()
        .getTraits()
        .getValuesMap()
        .forEach((name, values) -> traits.put(name, List.copyOf(values.getValuesList())));
    return new Person(
        user.getMetadata().getName(), traits, user.getMetadata().containsLabels(BOT_LABEL));
  }
}
