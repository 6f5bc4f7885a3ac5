package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.function.Supplier;

/**
 * Takes one destination's queue and brings that destination in line with the request. Deployed once
 * per destination.
 */
public final class Notify implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Supplier<Work> work;

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
    this.work = work;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return work.get().on(batch);
  }
}
