package dev.sallyport.workers;

import dev.sallyport.core.config.Config;
import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.config.Modes;
import dev.sallyport.core.notice.Destination;
import dev.sallyport.core.notice.OpenNotices;
import dev.sallyport.integrations.opsgenie.OpsgenieDestination;
import dev.sallyport.integrations.pagerduty.PagerDutyDestination;
import dev.sallyport.integrations.slack.SlackDestination;
import java.util.ArrayList;
import java.util.List;

/** The destinations with their vendors behind them. */
record Destinations(Config config, Modes modes, TeleportSide teleport, VendorParts parts) {
  /** Those that are configured, by name. */
  static List<String> names(Config config) {
    List<String> names = new ArrayList<>();
    config.pagerduty().ifPresent(_ -> names.add(PagerDutyDestination.NAME));
    config.opsgenie().ifPresent(_ -> names.add(OpsgenieDestination.NAME));
    config.slack().ifPresent(_ -> names.add(SlackDestination.NAME));
    return names;
  }

  Destination destination(String name) {
    return switch (name) {
      case PagerDutyDestination.NAME -> pagerdutyDestination();
      case OpsgenieDestination.NAME -> opsgenieDestination();
      case SlackDestination.NAME ->
          parts
              .slack()
              .destination(
                  teleport::webUrl, teleport::slackIdOf, teleport::details, this::isReviewable);
      default -> throw new ConfigError("there is no destination named " + name);
    };
  }

  private PagerDutyDestination pagerdutyDestination() {
    return parts.pagerduty().destination(config.teleport().cluster(), teleport::webUrl);
  }

  private OpsgenieDestination opsgenieDestination() {
    return parts.opsgenie().destination(config.teleport().cluster(), teleport::webUrl);
  }

  /** What may be open there and ours. */
  OpenNotices open(String destination) {
    return switch (destination) {
      case PagerDutyDestination.NAME -> pagerdutyDestination();
      case OpsgenieDestination.NAME -> opsgenieDestination();
      default -> throw new ConfigError("there is nothing to sweep at " + destination);
    };
  }

  private boolean isReviewable() {
    return config.review().enabled()
        && modes.of("review") == Mode.ON
        && teleport.personalReviews().isSupported();
  }
}
