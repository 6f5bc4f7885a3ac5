package dev.sallyport.workers;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * How the vendors are reached. What is not configured is never asked for.
 *
 * @param pagerdutyWebhook reads the secrets that PagerDuty's webhooks are signed with
 * @param opsgenie of Opsgenie, or of an API integration of JSM Operations
 * @param jsmLogin reads an Atlassian account's e-mail and API token, joined by a colon
 * @param slackSigning reads the secrets that Slack's requests are signed with
 */
public record Vendors(
    Access pagerduty,
    Supplier<String> pagerdutyWebhook,
    Access opsgenie,
    Supplier<String> jsmLogin,
    Access slack,
    Supplier<String> slackSigning) {
  /** None, to begin with. */
  public static Vendors none() {
    Supplier<String> nothing =
        () -> {
          throw new IllegalStateException("the secret of a vendor that is not configured");
        };
    Access nowhere = new Access(nothing, Optional.empty());
    return new Vendors(nowhere, nothing, nowhere, nothing, nowhere, nothing);
  }

  public Vendors withPagerDuty(Access access, Supplier<String> webhook) {
    return new Vendors(access, webhook, opsgenie, jsmLogin, slack, slackSigning);
  }

  public Vendors withOpsgenie(Access access, Supplier<String> login) {
    return new Vendors(pagerduty, pagerdutyWebhook, access, login, slack, slackSigning);
  }

  public Vendors withSlack(Access access, Supplier<String> signing) {
    return new Vendors(pagerduty, pagerdutyWebhook, opsgenie, jsmLogin, access, signing);
  }

  @Override
  public String toString() {
    return "Vendors[" + pagerduty + ", " + opsgenie + ", " + slack + "]";
  }
}
