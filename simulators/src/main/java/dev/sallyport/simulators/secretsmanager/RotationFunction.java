package dev.sallyport.simulators.secretsmanager;

/** The function that a secret is rotated by. */
@FunctionalInterface
public interface RotationFunction {
  /**
   * Called once for each step, one after the other.
   *
   * @param event {@code {"SecretId":arn,"ClientRequestToken":…,"Step":"createSecret"}}
   * @throws Exception when the step failed, which ends this attempt
   */
  void handle(String event) throws Exception;
}
