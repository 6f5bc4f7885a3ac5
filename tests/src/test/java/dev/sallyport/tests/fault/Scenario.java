package dev.sallyport.tests.fault;

import dev.sallyport.core.request.Outcome;
import dev.sallyport.simulators.fault.Call;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * A request's life and what must be left of it.
 *
 * @param steps what happens; in between, the functions come to rest
 * @param knownBeginning the first of them is as in another scenario, and is not explored again
 * @param notes by service, the marker of each note that its one incident must bear, each once
 * @param outcome the end that the incidents were closed with
 * @param autoReviews how often Sallyport itself has reviewed
 * @param mayStaySilent after which failed call it is right that there is no incident at all
 * @param mayPage after which failed call it is right that there are incidents all the same
 */
record Scenario(
    String name,
    List<Step> steps,
    boolean knownBeginning,
    Map<String, List<String>> notes,
    Outcome outcome,
    int autoReviews,
    Predicate<Call> mayStaySilent,
    Predicate<Call> mayPage) {

  /** One thing that happens. */
  @FunctionalInterface
  interface Step {
    void in(Story story);
  }

  /** Nothing happens yet. */
  static Scenario named(String name) {
    return new Scenario(
        name, List.of(), false, Map.of(), Outcome.UNWATCHED, 0, _ -> false, _ -> false);
  }

  Scenario happens(Step... what) {
    return new Scenario(
        name, List.of(what), knownBeginning, notes, outcome, autoReviews, mayStaySilent, mayPage);
  }

  Scenario beginsAsAnother() {
    return new Scenario(name, steps, true, notes, outcome, autoReviews, mayStaySilent, mayPage);
  }

  Scenario ends(Outcome how) {
    return new Scenario(
        name, steps, knownBeginning, notes, how, autoReviews, mayStaySilent, mayPage);
  }

  Scenario leaves(String service, String... markers) {
    Map<String, List<String>> more = new TreeMap<>(notes);
    more.put(service, List.of(markers));
    return new Scenario(
        name, steps, knownBeginning, more, outcome, autoReviews, mayStaySilent, mayPage);
  }

  Scenario reviewedByUs() {
    return new Scenario(name, steps, knownBeginning, notes, outcome, 1, mayStaySilent, mayPage);
  }

  Scenario maybeSilentAfter(Predicate<Call> call) {
    return new Scenario(name, steps, knownBeginning, notes, outcome, autoReviews, call, mayPage);
  }

  Scenario maybePagingAfter(Predicate<Call> call) {
    return new Scenario(
        name, steps, knownBeginning, notes, outcome, autoReviews, mayStaySilent, call);
  }

  @Override
  public String toString() {
    return name;
  }
}
