package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.integrations.aws.SecretVersions;
import dev.sallyport.integrations.pagerduty.SignedPing;
import dev.sallyport.integrations.pagerduty.WebhookRotation;
import java.net.URI;

/**
 * Puts real adapters behind the rotation, as the function's variables say: what every function has,
 * {@code SALLYPORT_PAGERDUTY_KEY_ARN}, {@code SALLYPORT_PAGERDUTY_WEBHOOK_SECRET_ARN} and {@code
 * SALLYPORT_PAGERDUTY_WEBHOOK_URL}, our own endpoint.
 */
record RotateWiring(Deployment deployment) {
  private static final String SECRET = "SALLYPORT_PAGERDUTY_WEBHOOK_SECRET_ARN";
  private static final String ENDPOINT = "SALLYPORT_PAGERDUTY_WEBHOOK_URL";

  /**
   * @throws ConfigError naming what is missing
   */
  RotationSteps steps() {
    Environment environment = deployment.environment();
    String arn = environment.required(SECRET);
    URI endpoint = URI.create(environment.required(ENDPOINT));
    PagerDutyParts parts =
        new PagerDutyParts(
            configured(),
            new Access(
                deployment.secret("SALLYPORT_PAGERDUTY_KEY"),
                environment.address("SALLYPORT_PAGERDUTY_URL")),
            Surroundings.real(deployment.signals(), deployment.clock()));
    Key key = parts.key();
    return new RotationSteps(
        arn,
        new WebhookRotation(
            parts.client(key).webhooks(),
            new SecretVersions(deployment.secretsManager(), arn),
            new SignedPing(endpoint, deployment.clock()),
            parts.surroundings().pause(),
            deployment.signals(),
            deployment.clock(),
            key::refused),
        deployment.signals());
  }

  private Config.PagerDuty configured() {
    return deployment
        .config()
        .get()
        .pagerduty()
        .orElseThrow(() -> new ConfigError("the configuration has no section [pagerduty]"));
  }
}
