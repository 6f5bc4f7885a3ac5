package dev.sallyport.workers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SecretsManagerRotationEvent;
import org.jspecify.annotations.Nullable;

/**
 * Changes the secret of PagerDuty's webhooks, one step at a time, when Secrets Manager asks for it.
 * A step takes up to three minutes; one that throws is run again.
 */
public final class Rotate implements RequestHandler<SecretsManagerRotationEvent, String> {
  private final RotationSteps steps;

  /** As Lambda makes it. */
  public Rotate() {
    this(new RotateWiring(Deployment.ofProcess()).steps());
  }

  public Rotate(RotationSteps steps) {
    this.steps = steps;
  }

  /** Answers the step that is done. */
  @Override
  public String handleRequest(SecretsManagerRotationEvent event, @Nullable Context context) {
    steps.take(event.getSecretId(), event.getStep(), event.getClientRequestToken());
    return event.getStep();
  }
}
