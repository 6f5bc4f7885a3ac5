package dev.sallyport.workers;

import java.util.function.Supplier;

/**
 * Takes one destination's queue and brings that destination in line with the request. Deployed once
 * per destination.
 */
public final class Notify extends QueueHandler {
  /** As Lambda makes it: {@code SALLYPORT_DESTINATION} says for whom. */
  public Notify() {
    this(Deployment.ofProcess());
  }

  private Notify(Deployment deployment) {
    this(deployment, deployment.environment().required("SALLYPORT_DESTINATION"));
  }

  private Notify(Deployment deployment, String destination) {
    this(deployment.wiring().part(wiring -> wiring.notifying(destination)));
  }

  Notify(Supplier<Work> work) {
    super(work);
  }
}
