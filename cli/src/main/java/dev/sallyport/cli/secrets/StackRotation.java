package dev.sallyport.cli.secrets;

import dev.sallyport.cli.local.Refusal;
import dev.sallyport.integrations.aws.DeploymentSecrets.Entry;
import dev.sallyport.integrations.http.Pause;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Has Secrets Manager rotate a secret by its function, and watches until it is done. */
public final class StackRotation {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final int MOST_LOOKS = 600;

  private final StackSecrets secrets;
  private final Pause pause;
  private final Consumer<String> out;

  public StackRotation(StackSecrets secrets, Pause pause, Consumer<String> out) {
    this.secrets = secrets;
    this.pause = pause;
    this.out = out;
  }

  /**
   * Rotates it.
   *
   * @throws Refusal when the secret has no value or no function
   * @throws IllegalStateException when it is not done after ten minutes
   */
  public void rotate(String secret) {
    Entry before = secrets.entry(secret);
    String name = secrets.nameOf(secret);
    if (before.current().isEmpty() || secrets.verification(secret).isEmpty()) {
      throw new Refusal(name + " is empty: run sallyport pagerduty webhook create");
    }
    if (!before.rotates()) {
      throw new Refusal(
          name
              + " is not rotated yet: deploy with RotatePagerDutyWebhook=true (CDK: -c"
              + " rotation=true), then it rotates by itself and by this command");
    }
    String token = secrets.all().rotate(secret);
    out.accept(
        before.isRotating()
            ? "a rotation that had begun is tried again"
            : "asked Secrets Manager to rotate " + name);
    await(secret, before, token);
  }

  private void await(String secret, Entry before, String token) {
    boolean told = false;
    for (int i = 0; i < MOST_LOOKS; i++) {
      Optional<String> current = secrets.entry(secret).current();
      if (current.equals(Optional.of(token))) {
        out.accept("done: the new subscription delivers; the secret before it counts for 49 hours");
        return;
      }
      if (!told && !current.equals(before.current())) {
        out.accept("both secrets are accepted; the new one is proved and starts to deliver");
        told = true;
      }
      pause.pause(LOOK_EVERY);
    }
    throw new IllegalStateException(
        "not done after ten minutes: the log of the stack's function rotate says why; Secrets"
            + " Manager tries again by itself");
  }
}
