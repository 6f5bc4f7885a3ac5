package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import dev.sallyport.core.review.Reviewer;
import org.jspecify.annotations.Nullable;

/**
 * Takes what one vendor delivered and submits the decisions of people in it as those people.
 * Deployed once per vendor.
 */
public final class Review implements RequestHandler<SQSEvent, SQSBatchResponse> {
  private final Letters letters;
  private final Reviewer reviewer;

  /** As Lambda makes it: {@code SALLYPORT_VENDOR} says whose. */
  public Review() {
    this(Environment.wiring(), Environment.required("SALLYPORT_VENDOR"));
  }

  private Review(Wiring wiring, String vendor) {
    this(wiring.deliveries(vendor), wiring.reviewer(vendor));
    wiring.probe();
  }

  Review(Letters letters, Reviewer reviewer) {
    this.letters = letters;
    this.reviewer = reviewer;
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, @Nullable Context context) {
    return letters.openSigned(batch, reviewer::handle);
  }
}
