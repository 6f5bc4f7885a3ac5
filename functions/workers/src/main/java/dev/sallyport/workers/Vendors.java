package dev.sallyport.workers;

import java.util.function.Supplier;

/**
 * How the vendors are reached. What is not configured is never asked for.
 *
 * @param slackSigning reads the secrets that Slack's requests are signed with
 */
public record Vendors(Access pagerduty, Access slack, Supplier<String> slackSigning) {
  @Override
  public String toString() {
    return "Vendors[" + pagerduty + ", " + slack + "]";
  }
}
