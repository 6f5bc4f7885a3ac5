package dev.sallyport.core.review;

import dev.sallyport.core.request.AccessRequest;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the one Teleport user whom a person may decide as, or why there is none. */
final class Identification {
  private final People people;
  private final ReviewPolicy policy;

  Identification(People people, ReviewPolicy policy) {
    this.people = people;
    this.policy = policy;
  }

  /** What a look came to. */
  sealed interface Identified {
    record As(Person person) implements Identified {}

    record Refused(Ending why) implements Identified {}
  }

  Identified identify(Gesture gesture, Optional<String> email, AccessRequest request) {
    List<Person> linked =
        once(
            people.withTrait(policy.trait(), gesture.actor()).stream()
                .filter(one -> one.trait(policy.trait()).contains(gesture.actor()))
                .toList());
    if (linked.isEmpty()) {
      linked = once(email.map(it -> byEmail(it, gesture.actor())).orElse(List.of()));
    }
    return switch (linked.size()) {
      case 0 -> new Identified.Refused(Ending.NOT_LINKED);
      case 1 -> apart(linked.getFirst(), gesture, email, request);
      default -> new Identified.Refused(Ending.LINKED_TO_SEVERAL);
    };
  }

  private static List<Person> once(Collection<Person> found) {
    Set<String> names = new HashSet<>();
    return found.stream().filter(one -> names.add(one.name())).toList();
  }

  /**
   * The user who is named like the e-mail, as it is spelt or in lower case. One whose trait names
   * other people only is theirs, and an e-mail that is not plain ASCII links nobody: letters may
   * look alike.
   */
  private List<Person> byEmail(String email, String actor) {
    int at = email.lastIndexOf('@');
    if (!policy.allowEmailUsernameMatch()
        || at < 1
        || !policy.emailDomains().contains(lower(email.substring(at + 1)))
        || !email.chars().allMatch(letter -> letter > ' ' && letter < 0x7f)) {
      return List.of();
    }
    return Stream.of(email, lower(email))
        .distinct()
        .flatMap(name -> people.named(name).stream())
        .filter(one -> one.name().equalsIgnoreCase(email))
        .filter(one -> !isOthers(one, actor))
        .toList();
  }

  private boolean isOthers(Person person, String actor) {
    List<String> values =
        person.trait(policy.trait()).stream().filter(value -> !value.isBlank()).toList();
    return !values.isEmpty() && !values.contains(actor);
  }

  private Identified apart(
      Person person, Gesture gesture, Optional<String> email, AccessRequest request) {
    if (person.bot()) {
      return new Identified.Refused(Ending.MACHINE);
    }
    if (lower(person.name()).equals(lower(request.user()))) {
      return new Identified.Refused(Ending.OWN_REQUEST);
    }
    Optional<Person> requester = people.named(request.user());
    if (requester.isEmpty()) {
      return new Identified.Refused(Ending.REQUESTER_UNKNOWN);
    }
    Set<String> actor = marks(person);
    actor.add(lower(gesture.actor()));
    email.map(Identification::lower).ifPresent(actor::add);
    actor.retainAll(marks(requester.get()));
    return actor.isEmpty() ? new Identified.As(person) : new Identified.Refused(Ending.OWN_REQUEST);
  }

  /** What identifies somebody; sharing one of them is being one person. */
  private Set<String> marks(Person person) {
    Set<String> marks = new HashSet<>();
    marks.add(lower(person.name()));
    policy.comparedTraits().stream()
        .flatMap(trait -> person.trait(trait).stream())
        .map(Identification::lower)
        .filter(value -> !value.isEmpty())
        .forEach(marks::add);
    return marks;
  }

  private static String lower(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
