package dev.sallyport.workers;

import java.util.function.Supplier;

/**
 * Takes what one vendor delivered and submits the decisions of people in it as those people.
 * Deployed once per vendor.
 */
public final class Review extends QueueHandler {
  /** As Lambda makes it: {@code SALLYPORT_VENDOR} says whose. */
  public Review() {
    this(Deployment.ofProcess());
  }

  private Review(Deployment deployment) {
    this(deployment.wiring(), deployment.environment().required("SALLYPORT_VENDOR"));
  }

  private Review(LiveWiring live, String vendor) {
    this(live.part(wiring -> wiring.reviewing(vendor)));
  }

  Review(Supplier<Work> work) {
    super(work);
  }
}
