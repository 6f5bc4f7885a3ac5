package dev.sallyport.integrations.opsgenie;

import dev.sallyport.core.oncall.OnCall.Shift;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Who is on call for a schedule at one time. Neither product tells from when to when.
 *
 * @param id the schedule's
 * @param name the schedule's
 */
public record Rota(String id, String name, boolean enabled, List<Participant> participants) {
  private static final String USER = "user";
  private static final String ESCALATION = "escalation";

  public Rota {
    participants = List.copyOf(participants);
  }

  /** Whether it is that of a schedule that was asked for by name or id. */
  boolean isOf(String schedule) {
    return Responder.isId(schedule)
        ? id.equalsIgnoreCase(schedule)
        : name.equalsIgnoreCase(schedule);
  }

  /** All people in it. */
  List<Participant> people() {
    List<Participant> people = new ArrayList<>();
    walk(participants, 1, (person, _) -> people.add(person));
    return people;
  }

  /**
   * The lowest level on which one of these is alerted; empty where none is on call. Whom the
   * schedule itself names is alerted at once, on level 1. An escalation in it reaches its steps one
   * after the other. How a team passes an alert on is not told: its people's level is unknown.
   */
  OptionalInt level(Predicate<Participant> one) {
    List<Integer> levels = new ArrayList<>();
    walk(
        participants,
        1,
        (person, level) -> {
          if (one.test(person)) {
            levels.add(level);
          }
        });
    return levels.stream().mapToInt(Integer::intValue).min();
  }

  private interface Visit {
    void person(Participant person, int level);
  }

  private static void walk(List<Participant> participants, int level, Visit visit) {
    for (Participant one : participants) {
      if (!one.isOnCall()) {
        continue;
      }
      if (one.type().equals(USER)) {
        visit.person(one, level);
      } else if (one.type().equals(ESCALATION)) {
        escalate(one.below(), level, visit);
      } else {
        walk(one.below(), Shift.UNKNOWN_LEVEL, visit);
      }
    }
  }

  private static void escalate(List<Participant> steps, int level, Visit visit) {
    boolean told = steps.stream().allMatch(step -> step.after().isPresent());
    List<Integer> times =
        steps.stream().flatMap(step -> step.after().stream().boxed()).distinct().sorted().toList();
    // Where the first step takes its time, one before it is not shown.
    boolean fromTheFirst = told && !times.isEmpty() && times.getFirst() == 0;
    for (Participant step : steps) {
      boolean known = fromTheFirst && level != Shift.UNKNOWN_LEVEL;
      int at = known ? level + times.indexOf(step.after().getAsInt()) : Shift.UNKNOWN_LEVEL;
      walk(List.of(step), at, visit);
    }
  }
}
