package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes what one vendor delivered and submits the decisions of people in it as those people.
 * Deployed once per vendor.
 */
public final class Review implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Supplier<Work> work;

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
    this.work = work;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, @Nullable Context context) {
    return work.get().on(batch);
  }
}
