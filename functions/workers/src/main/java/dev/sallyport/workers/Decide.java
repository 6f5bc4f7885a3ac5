package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sallyport.core.decision.Decider;

/**
 * Takes {@code requests.fifo}: decides what can be decided at once, and forwards to the
 * destinations.
 */
public final class Decide implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Letters letters;
  private final Decider decider;

  /** As Lambda makes it. */
  public Decide() {
    this(Environment.wiring());
  }

  private Decide(Wiring wiring) {
    this(wiring.letters("requests"), wiring.decider());
  }

  Decide(Letters letters, Decider decider) {
    this.letters = letters;
    this.decider = decider;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return letters.open(batch, decider::handle);
  }
}
