package dev.sallyport.tests.deploy;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** Who may what: the table of docs/deploy.md, role by role. */
final class Units {
  static final Map<String, Rights> TABLE =
      Map.ofEntries(
          Map.entry(
              "DecideRole",
              Rights.NONE
                  .reading("teleport-decide", "pagerduty-api", "opsgenie-api", "jsm-api")
                  .taking("requests.fifo")
                  .sending("pagerduty.fifo", "opsgenie.fifo", "slack.fifo", "requests-dead.fifo")
                  .configured()),
          Map.entry(
              "NotifyPagerDutyRole",
              Rights.NONE
                  .reading("teleport-read", "pagerduty-api")
                  .taking("pagerduty.fifo")
                  .sending("pagerduty-dead.fifo")
                  .configured()),
          Map.entry(
              "NotifyOpsgenieRole",
              Rights.NONE
                  .reading("teleport-read", "opsgenie-api", "jsm-api")
                  .taking("opsgenie.fifo")
                  .sending("opsgenie-dead.fifo")
                  .configured()),
          Map.entry(
              "NotifySlackRole",
              Rights.NONE
                  .reading("teleport-read", "slack-bot")
                  .taking("slack.fifo")
                  .sending("slack-dead.fifo")
                  .configured()),
          Map.entry(
              "SweepPagerDutyRole",
              Rights.NONE
                  .reading("teleport-read", "pagerduty-api")
                  .sending("pagerduty.fifo")
                  .configured()),
          Map.entry(
              "SweepOpsgenieRole",
              Rights.NONE
                  .reading("teleport-read", "opsgenie-api", "jsm-api")
                  .sending("opsgenie.fifo")
                  .configured()),
          Map.entry(
              "WebhookSlackRole", Rights.NONE.reading("slack-signing").sending("reviews-slack")),
          Map.entry(
              "WebhookPagerDutyRole",
              Rights.NONE.reading("pagerduty-webhook").sending("reviews-pagerduty")),
          Map.entry(
              "ReviewSlackRole",
              Rights.NONE
                  .reading("teleport-review", "slack-signing", "slack-bot")
                  .taking("reviews-slack")
                  .sending("reviews-slack-dead")
                  .configured()),
          Map.entry(
              "ReviewPagerDutyRole",
              Rights.NONE
                  .reading("teleport-review", "pagerduty-webhook", "pagerduty-api")
                  .taking("reviews-pagerduty")
                  .sending("reviews-pagerduty-dead")
                  .configured()),
          Map.entry(
              "RotateRole",
              Rights.NONE
                  .reading("pagerduty-webhook", "pagerduty-api")
                  .writing("pagerduty-webhook")
                  .configured()),
          Map.entry(
              "PollerRole",
              Rights.NONE.reading("teleport-read").sending("requests.fifo").configured()),
          Map.entry(
              "RenewRole",
              Rights.NONE
                  .reading("teleport-read", "teleport-decide", "teleport-review")
                  .writing("teleport-read", "teleport-decide", "teleport-review")),
          Map.entry(
              "PollerStartRole",
              Rights.NONE.other(
                  "ecr:GetAuthorizationToken *",
                  "ecr:BatchCheckLayerAvailability repository/team/poller",
                  "ecr:BatchGetImage repository/team/poller",
                  "ecr:GetDownloadUrlForLayer repository/team/poller")),
          Map.entry(
              "RenewScheduleRole",
              Rights.NONE.other(
                  "ecs:RunTask task-definition/RenewTask:1",
                  "iam:PassRole role/RenewRole",
                  "iam:PassRole role/PollerStartRole")));

  private Units() {}

  static Rights of(String role) {
    return requireNonNull(TABLE.get(role), role);
  }
}
