package dev.sallyport.cli.stack;

import dev.sallyport.cli.secrets.SecretNames;
import dev.sallyport.integrations.aws.StoredSecret;
import dev.sallyport.workers.Access;
import dev.sallyport.workers.Vendors;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** The vendors of a deployment, by the operator's own rights to its secrets. */
public final class StackVendors {
  private StackVendors() {}

  /** No secret is read before it is needed. */
  public static Vendors of(SecretsManagerClient secrets, String stack) {
    return Vendors.none()
        .withPagerDuty(
            new Access(secret(secrets, stack, SecretNames.PAGERDUTY_API), url("pagerduty")),
            secret(secrets, stack, SecretNames.PAGERDUTY_WEBHOOK))
        .withOpsgenie(
            new Access(secret(secrets, stack, SecretNames.OPSGENIE_API), url("opsgenie")),
            secret(secrets, stack, SecretNames.JSM_API))
        .withSlack(
            new Access(secret(secrets, stack, SecretNames.SLACK_BOT), url("slack")),
            secret(secrets, stack, SecretNames.SLACK_SIGNING));
  }

  /** A secret of the deployment. */
  public static Supplier<String> secret(SecretsManagerClient secrets, String stack, String name) {
    StoredSecret stored = new StoredSecret(secrets, stack + "/" + name);
    return () -> stored.get().strip();
  }

  /** Another address than the vendor's own, as for the functions. */
  private static Optional<URI> url(String vendor) {
    return Optional.ofNullable(
            System.getenv("SALLYPORT_" + vendor.toUpperCase(Locale.ROOT) + "_URL"))
        .map(URI::create);
  }
}
