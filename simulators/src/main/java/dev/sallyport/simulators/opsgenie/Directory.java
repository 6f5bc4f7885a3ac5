package dev.sallyport.simulators.opsgenie;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** People, teams, escalations and schedules. Whoever calls holds the account's lock. */
final class Directory {
  private final Ids ids;
  private final List<Person> people = new ArrayList<>();
  private final List<Named> teams = new ArrayList<>();
  private final List<Named> escalations = new ArrayList<>();
  private final List<Schedule> schedules = new ArrayList<>();

  Directory(Ids ids) {
    this.ids = ids;
  }

  Person addPerson(String email) {
    if (person(email).isPresent()) {
      throw new IllegalArgumentException("the account already has the user " + email);
    }
    Person person = new Person(ids.uuid(), ids.account(), email, false);
    people.add(person);
    return person;
  }

  void replace(Person person) {
    people.replaceAll(it -> it.id().equals(person.id()) ? person : it);
  }

  Named addTeam(String name) {
    return add("team", name, teams);
  }

  Named addEscalation(String name) {
    return add("escalation", name, escalations);
  }

  private Named add(String kind, String name, List<Named> to) {
    if (find(to, it -> it.name().equals(name)).isPresent()) {
      throw new IllegalArgumentException("the account already has the " + kind + " " + name);
    }
    Named added = new Named(ids.uuid(), name);
    to.add(added);
    return added;
  }

  Schedule addSchedule(String name) {
    if (scheduleNamed(name).isPresent()) {
      throw new IllegalArgumentException("the account already has the schedule " + name);
    }
    Schedule schedule = new Schedule(ids.uuid(), name, List.of());
    schedules.add(schedule);
    return schedule;
  }

  /** Puts these on call and nobody else; they must be known. */
  void putOnCall(Schedule schedule, List<OnCall> onCall) {
    onCall.forEach(this::check);
    schedules.replaceAll(
        it ->
            it.id().equals(schedule.id())
                ? new Schedule(schedule.id(), schedule.name(), onCall)
                : it);
  }

  private void check(OnCall participant) {
    switch (participant) {
      case OnCall.User(String email) -> known("user", email, this::person);
      case OnCall.Forwarded(String to, String from) -> {
        known("user", to, this::person);
        known("user", from, this::person);
      }
      case OnCall.Team(String name, List<OnCall> members) -> {
        known("team", name, this::teamNamed);
        members.forEach(this::check);
      }
      case OnCall.Escalation(String name, List<OnCall> steps) -> {
        known("escalation", name, this::escalationNamed);
        steps.forEach(this::check);
      }
    }
  }

  static <T> T known(String kind, String name, Function<String, Optional<T>> find) {
    return find.apply(name)
        .orElseThrow(() -> new IllegalArgumentException("the account has no " + kind + " " + name));
  }

  List<Person> people() {
    return people;
  }

  List<Named> teams() {
    return teams;
  }

  List<Schedule> schedules() {
    return schedules;
  }

  /** By e-mail address, as Opsgenie's user names. */
  Optional<Person> person(String email) {
    return find(people, it -> it.email().equalsIgnoreCase(email));
  }

  Optional<Person> personBy(String id, Dialect dialect) {
    return find(people, it -> dialect.id(it).equals(id));
  }

  Optional<Named> team(String id) {
    return find(teams, it -> it.id().equals(id));
  }

  Optional<Named> teamNamed(String name) {
    return find(teams, it -> it.name().equals(name));
  }

  Optional<Named> escalationNamed(String name) {
    return find(escalations, it -> it.name().equals(name));
  }

  Optional<Schedule> schedule(String id) {
    return find(schedules, it -> it.id().equals(id));
  }

  Optional<Schedule> scheduleNamed(String name) {
    return find(schedules, it -> it.name().equals(name));
  }

  /** The responder of this type with this identifier. */
  Optional<Responder> responderBy(String type, String id, Dialect dialect) {
    return switch (type) {
      case "user" -> personBy(id, dialect).map(Directory::responder);
      case "team" -> team(id).map(it -> responder(type, it));
      case "escalation" ->
          find(escalations, it -> it.id().equals(id)).map(it -> responder(type, it));
      case "schedule" -> schedule(id).map(Directory::responder);
      default -> Optional.empty();
    };
  }

  /** The responder of this type with exactly this name, or e-mail address. */
  Optional<Responder> responderNamed(String type, String name) {
    return switch (type) {
      case "user" -> person(name).map(Directory::responder);
      case "team" -> teamNamed(name).map(it -> responder(type, it));
      case "escalation" -> escalationNamed(name).map(it -> responder(type, it));
      case "schedule" -> scheduleNamed(name).map(Directory::responder);
      default -> Optional.empty();
    };
  }

  private static Responder responder(Person person) {
    return new Responder("user", person.id(), person.email());
  }

  private static Responder responder(Schedule schedule) {
    return new Responder("schedule", schedule.id(), schedule.name());
  }

  private static Responder responder(String type, Named named) {
    return new Responder(type, named.id(), named.name());
  }

  private static <T> Optional<T> find(List<T> all, Predicate<T> matches) {
    return all.stream().filter(matches).findFirst();
  }
}
