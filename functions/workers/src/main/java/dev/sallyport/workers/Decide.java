package dev.sallyport.workers;

import java.util.function.Supplier;

/**
 * Takes {@code requests.fifo}: decides what can be decided at once, and forwards to the
 * destinations.
 */
public final class Decide extends QueueHandler {
  /** As Lambda makes it. */
  public Decide() {
    this(Deployment.ofProcess().wiring().part(Wiring::deciding));
  }

  Decide(Supplier<Work> work) {
    super(work);
  }
}
