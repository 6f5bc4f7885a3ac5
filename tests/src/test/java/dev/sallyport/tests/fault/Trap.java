package dev.sallyport.tests.fault;

import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Counts every call that a process makes, to whatever system, and lets one of them fail. Once the
 * process is dead none of its calls has an effect, and its errors are of a kind that no client
 * tries again, so that it goes quickly.
 */
final class Trap {
  private static final Fault CALL_OF_THE_DEAD_BY_GRPC = new Fault.Refuse(7, "the caller is dead");
  private static final Fault CALL_OF_THE_DEAD_BY_HTTP = new Fault.Refuse(401, "the caller is dead");

  /** Fails the call at this place in a run. */
  record Plan(int place, Mode mode) {}

  private static final Plan NOTHING = new Plan(-1, Mode.REFUSE_BEFORE);

  private final List<Call> calls = new ArrayList<>();
  private Plan plan = NOTHING;
  private boolean armed;
  private boolean over;
  private boolean sprung;
  private boolean dead;
  // Each simulator asks on the thread that serves the call, and several are served at a time.
  private final ThreadLocal<Fault> latest = ThreadLocal.withInitial(() -> Fault.NONE);

  /** Puts the trap before a simulator's other rules. */
  void into(Faults faults) {
    faults.always(
        call -> {
          latest.set(on(call));
          return false;
        },
        Fault.NONE);
    for (Fault fault :
        Set.of(
            Fault.CUT_BEFORE,
            Fault.CUT_AFTER,
            CALL_OF_THE_DEAD_BY_GRPC,
            CALL_OF_THE_DEAD_BY_HTTP,
            new Fault.Refuse(14, "out of order"),
            new Fault.Refuse(503, "out of order"))) {
      faults.always(_ -> latest.get().equals(fault), fault);
    }
  }

  /** Begins a run. */
  synchronized void set(Plan newPlan) {
    calls.clear();
    plan = newPlan;
    sprung = false;
    dead = false;
    over = false;
  }

  synchronized void unset() {
    set(NOTHING);
  }

  /** From here to the next run things work, and nothing is counted. */
  synchronized void finish() {
    over = true;
  }

  /** Counts calls from now on, or not. */
  synchronized void arm(boolean on) {
    armed = on;
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  synchronized boolean sprung() {
    return sprung;
  }

  synchronized boolean dead() {
    return dead;
  }

  /** A new process is there. */
  synchronized void revive() {
    dead = false;
  }

  /** What becomes of this call. */
  synchronized Fault on(Call call) {
    if (!armed || over) {
      return Fault.NONE;
    }
    if (dead) {
      return ofTheDead(call);
    }
    calls.add(call);
    int place = calls.size() - 1;
    if (place != plan.place() && !isAnotherTryOfTheSame(call, place)) {
      return Fault.NONE;
    }
    sprung = true;
    dead = plan.mode().kills();
    return switch (plan.mode()) {
      case REFUSE_BEFORE -> new Fault.Refuse(isHttp(call) ? 503 : 14, "out of order");
      case CUT_BEFORE -> Fault.CUT_BEFORE;
      case CUT_AFTER, DIE_AFTER -> Fault.CUT_AFTER;
      case DIE_BEFORE -> ofTheDead(call);
    };
  }

  /** The client reads twice by itself; to fail for its caller a read has to be refused twice. */
  private boolean isAnotherTryOfTheSame(Call call, int place) {
    return plan.place() >= 0
        && plan.mode() == Mode.REFUSE_BEFORE
        && place == plan.place() + 1
        && call.system().equals("teleport")
        && Mode.isRead(call)
        && call.equals(calls.get(plan.place()));
  }

  private static Fault ofTheDead(Call call) {
    return isHttp(call) ? CALL_OF_THE_DEAD_BY_HTTP : CALL_OF_THE_DEAD_BY_GRPC;
  }

  private static boolean isHttp(Call call) {
    return !call.system().equals("teleport");
  }
}
