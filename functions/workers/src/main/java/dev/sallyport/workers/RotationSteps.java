package dev.sallyport.workers;

import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.pagerduty.WebhookRotation;

/**
 * Secrets Manager's names of the steps (AWS Secrets Manager, Rotation by Lambda function).
 *
 * @param secretId the ARN of the one secret that is rotated here
 */
public record RotationSteps(String secretId, WebhookRotation rotation, Signals signals) {
  /**
   * Takes a step.
   *
   * @throws RuntimeException whatever the step failed of, after an alarm
   */
  public void take(String secret, String step, String token) {
    try {
      if (!secretId.equals(secret)) {
        throw new IllegalArgumentException(
            "this function rotates " + secretId + " alone, and not " + secret);
      }
      switch (step) {
        case "createSecret" -> rotation.create(token);
        case "setSecret" -> rotation.set(token);
        case "testSecret" -> rotation.test(token);
        case "finishSecret" -> rotation.finish(token);
        default -> throw new IllegalArgumentException("a rotation has no step " + step);
      }
    } catch (RuntimeException e) {
      signals.say(
          Signal.alarm("", "rotation-failed", String.valueOf(e.getMessage())).with("step", step));
      throw e;
    }
  }
}
