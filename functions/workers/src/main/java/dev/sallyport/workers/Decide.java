package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.function.Supplier;

/**
 * Takes {@code requests.fifo}: decides what can be decided at once, and forwards to the
 * destinations.
 */
public final class Decide implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Supplier<Work> work;

  /** As Lambda makes it. */
  public Decide() {
    this(Deployment.ofProcess().wiring().part(Wiring::deciding));
  }

  Decide(Supplier<Work> work) {
    this.work = work;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return work.get().on(batch);
  }
}
