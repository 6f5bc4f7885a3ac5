package dev.sallyport.simulators.fault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * The switchboard of a simulated system. Every call asks it once, before anything else happens. The
 * first rule that matches decides; without one the call is served well.
 */
public final class Faults {
  private record Rule(Predicate<Call> matches, Fault fault, AtomicInteger left) {}

  private final List<Rule> rules = new CopyOnWriteArrayList<>();

  /** Applies the fault to the next calls that match, then no more. */
  public void next(int times, Predicate<Call> matches, Fault fault) {
    rules.add(new Rule(matches, fault, new AtomicInteger(times)));
  }

  /** Applies the fault to every call that matches, until {@link #clear()}. */
  public void always(Predicate<Call> matches, Fault fault) {
    next(Integer.MAX_VALUE, matches, fault);
  }

  /** Ends all faults. */
  public void clear() {
    rules.clear();
  }

  /** What to do with this call. */
  public Fault on(Call call) {
    for (Rule rule : rules) {
      if (rule.matches.test(call) && rule.left.getAndDecrement() > 0) {
        return rule.fault;
      }
    }
    return Fault.NONE;
  }
}
