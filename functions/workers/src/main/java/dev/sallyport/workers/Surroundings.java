package dev.sallyport.workers;

import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.http.Pause;
import dev.sallyport.integrations.signal.Subject;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/**
 * What the functions of a process share.
 *
 * @param crew runs what may go on side by side
 * @param pause lets time pass before a call that would come too early for a vendor's rates
 */
public record Surroundings(Signals signals, InstantSource clock, Executor crew, Pause pause) {
  /** Threads and time as they are. */
  public static Surroundings real(Signals signals, InstantSource clock) {
    return new Surroundings(
        signals,
        clock,
        task -> {
          String request = Subject.id();
          var _ =
              Thread.ofVirtual()
                  .name("recipient")
                  .start(() -> Subject.during(request, () -> done(task)));
        },
        Pause.sleeping());
  }

  private static boolean done(Runnable task) {
    task.run();
    return true;
  }

  /** One thing after the other, and no time lost. */
  public static Surroundings inTurn(Signals signals, InstantSource clock, Pause pause) {
    return new Surroundings(signals, clock, Runnable::run, pause);
  }
}
