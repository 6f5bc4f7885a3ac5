package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sallyport.core.notice.Notifier;

/**
 * Takes one destination's queue and brings that destination in line with the request. Deployed once
 * per destination.
 */
public final class Notify implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Letters letters;
  private final Notifier notifier;

  /** As Lambda makes it: {@code SALLYPORT_DESTINATION} says for whom. */
  public Notify() {
    this(Environment.wiring(), Environment.required("SALLYPORT_DESTINATION"));
  }

  private Notify(Wiring wiring, String destination) {
    this(wiring.letters(destination), wiring.notifier(destination));
  }

  Notify(Letters letters, Notifier notifier) {
    this.letters = letters;
    this.notifier = notifier;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    return letters.open(batch, notifier::handle);
  }
}
