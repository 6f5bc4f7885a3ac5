package dev.sallyport.tests.rotation;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.secret.StagedSecret;
import dev.sallyport.simulators.fault.Call;
import dev.sallyport.simulators.fault.Fault;
import dev.sallyport.simulators.fault.Faults;
import java.util.Optional;
import java.util.function.Supplier;

/** Lets one of the outside calls fail, before its effect or after it. */
final class Snare {
  /** Which, counted from 0. */
  record Plan(int place, boolean before) {}

  private final Optional<Plan> plan;
  private final Runnable atEachCall;
  private int calls;

  Snare(Optional<Plan> plan, Runnable atEachCall) {
    this.plan = plan;
    this.atEachCall = atEachCall;
  }

  /** How many there were. */
  int calls() {
    return calls;
  }

  private boolean here() {
    atEachCall.run();
    int place = calls++;
    return plan.filter(it -> it.place() == place).isPresent();
  }

  /** In a system with faults of its own. */
  void set(Faults faults) {
    boolean before = plan.map(Plan::before).orElse(true);
    faults.always(this::isHere, before ? Fault.CUT_BEFORE : Fault.CUT_AFTER);
  }

  private boolean isHere(Call call) {
    return call.operation().contains("webhook_subscriptions") && here();
  }

  <T> T call(Supplier<T> call) {
    if (!here()) {
      return call.get();
    }
    if (plan.orElseThrow().before()) {
      throw new Unavailable("broken before it");
    }
    var _ = call.get();
    throw new Unavailable("broken after it");
  }

  /** A secret whose calls may fail. */
  StagedSecret around(StagedSecret secret) {
    return new StagedSecret() {
      @Override
      public Optional<Version> current() {
        return call(secret::current);
      }

      @Override
      public Optional<Version> version(String id) {
        return call(() -> secret.version(id));
      }

      @Override
      public void putPending(String id, String text) {
        run(() -> secret.putPending(id, text));
      }

      @Override
      public void putCurrent(String id, String text) {
        run(() -> secret.putCurrent(id, text));
      }

      @Override
      public void makeCurrent(String id, String inPlaceOf) {
        run(() -> secret.makeCurrent(id, inPlaceOf));
      }
    };
  }

  private void run(Runnable call) {
    var _ =
        call(
            () -> {
              call.run();
              return true;
            });
  }
}
