package dev.sallyport.workers;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import dev.sallyport.integrations.pagerduty.StuckRotation;
import dev.sallyport.integrations.pagerduty.WebhookRotation;
import java.util.Optional;

/**
 * Secrets Manager's names of the steps (AWS Secrets Manager, Rotation by Lambda function).
 *
 * @param secretId the ARN of the one secret that is rotated here
 */
public record RotationSteps(String secretId, WebhookRotation rotation, Signals signals) {
  /**
   * Takes a step.
   *
   * @throws IllegalStateException when it failed, after an alarm that says the same: what of, in
   *     our own words alone, since the function's runtime logs it with all its causes
   */
  public void take(String secret, String step, String token) {
    failure(secret, step, token)
        .ifPresent(
            why -> {
              signals.say(Signal.alarm("", "rotation-failed", why).with("step", step));
              throw new IllegalStateException(why);
            });
  }

  private Optional<String> failure(String secret, String step, String token) {
    if (!secretId.equals(secret)) {
      return Optional.of("this function rotates " + secretId + " alone, and not " + secret);
    }
    try {
      return run(step, token) ? Optional.empty() : Optional.of("a rotation has no step " + step);
    } catch (Unavailable | StuckRotation | ConfigError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return Optional.of(Fault.of(e));
    }
  }

  /** Whether there is such a step. */
  private boolean run(String step, String token) {
    switch (step) {
      case "createSecret" -> rotation.create(token);
      case "setSecret" -> rotation.set(token);
      case "testSecret" -> rotation.test(token);
      case "finishSecret" -> rotation.finish(token);
      default -> {
        return false;
      }
    }
    return true;
  }
}
