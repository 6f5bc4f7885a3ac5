package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import dev.sallyport.core.notice.Sweeper;
import org.jspecify.annotations.Nullable;

/**
 * Runs on a schedule and has one destination look at what is open there although its request is
 * over.
 */
public final class Sweep implements RequestHandler<ScheduledEvent, Integer> {
  private final Sweeper sweeper;

  /** As Lambda makes it: {@code SALLYPORT_DESTINATION} says for whom. */
  public Sweep() {
    this(Environment.wiring().sweeper(Environment.required("SALLYPORT_DESTINATION")));
  }

  Sweep(Sweeper sweeper) {
    this.sweeper = sweeper;
  }

  /** Answers how many requests the destination is asked to look at. */
  @Override
  public Integer handleRequest(ScheduledEvent event, @Nullable Context context) {
    return sweeper.sweep();
  }
}
