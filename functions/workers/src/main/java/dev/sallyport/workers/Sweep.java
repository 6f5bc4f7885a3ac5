package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs on a schedule and has one destination look at what is open there although its request is
 * over.
 */
public final class Sweep implements RequestHandler<ScheduledEvent, Integer> {
  private final Supplier<IntSupplier> work;

  /** As Lambda makes it: {@code SALLYPORT_DESTINATION} says for whom. */
  public Sweep() {
    this(Deployment.ofProcess());
  }

  private Sweep(Deployment deployment) {
    this(deployment.wiring(), deployment.environment().required("SALLYPORT_DESTINATION"));
  }

  private Sweep(LiveWiring live, String destination) {
    this(live.part(wiring -> wiring.sweeping(destination)));
  }

  Sweep(Supplier<IntSupplier> work) {
    this.work = work;
  }

  /** Answers how many requests the destination is asked to look at. */
  @Override
  public Integer handleRequest(ScheduledEvent event, @Nullable Context context) {
    return work.get().getAsInt();
  }
}
