package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.oncall.OnCall;
import dev.sallyport.integrations.opsgenie.OpsgenieDestination;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.slack.SlackDestination;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The vendors that are configured. */
record VendorParts(Config config, Vendors vendors, Surroundings surroundings) {
  /**
   * @throws ConfigError when it is not configured, likewise the others
   */
  PagerDutyParts pagerduty() {
    return configured(config.pagerduty().map(this::parts), PagerDutyDestination.NAME);
  }

  OpsgenieParts opsgenie() {
    return configured(config.opsgenie().map(this::parts), OpsgenieDestination.NAME);
  }

  SlackParts slack() {
    return configured(config.slack().map(this::parts), SlackDestination.NAME);
  }

  /** Everybody who knows who is on call. */
  List<OnCall> providers() {
    return Stream.concat(
            config.pagerduty().map(this::parts).map(PagerDutyParts::onCall).stream(),
            config.opsgenie().map(this::parts).map(OpsgenieParts::onCall).stream())
        .toList();
  }

  private PagerDutyParts parts(Config.PagerDuty pagerduty) {
    return new PagerDutyParts(pagerduty, vendors.pagerduty(), surroundings);
  }

  private OpsgenieParts parts(Config.Opsgenie opsgenie) {
    return new OpsgenieParts(opsgenie, vendors.opsgenie(), vendors.jsmLogin(), surroundings);
  }

  private SlackParts parts(Config.Slack slack) {
    return new SlackParts(config, slack, vendors.slack(), surroundings);
  }

  private static <T> T configured(Optional<T> parts, String section) {
    return parts.orElseThrow(
        () -> new ConfigError("[" + section + "] is not in the configuration"));
  }
}
