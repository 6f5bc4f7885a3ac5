package dev.sallyport.tests.deploy;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** Who may what: the table of docs/deploy.md, and what starts tasks, role by role. */
final class Units {
  private static final String TO_TASKS =
      " if {\"StringEquals\":{\"iam:PassedToService\":\"ecs-tasks.amazonaws.com\"}}";
  private static final String IN_CLUSTER =
      " if {\"ArnEquals\":{\"ecs:cluster\":"
          + "\"arn:aws:ecs:eu-central-1:123456789012:cluster/PollerCluster\"}}";

  static final Map<String, Rights> TABLE =
      Map.ofEntries(
          Map.entry(
              "DecideRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-decide")
                  .reading("teleport-decide", "pagerduty-api", "opsgenie-api", "jsm-api")
                  .taking("requests.fifo")
                  .sending("pagerduty.fifo", "opsgenie.fifo", "slack.fifo", "requests-dead.fifo")
                  .configured()),
          Map.entry(
              "NotifyPagerDutyRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-notify-pagerduty")
                  .reading("teleport-read", "pagerduty-api")
                  .taking("pagerduty.fifo")
                  .sending("pagerduty-dead.fifo")
                  .configured()),
          Map.entry(
              "NotifyOpsgenieRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-notify-opsgenie")
                  .reading("teleport-read", "opsgenie-api", "jsm-api")
                  .taking("opsgenie.fifo")
                  .sending("opsgenie-dead.fifo")
                  .configured()),
          Map.entry(
              "NotifySlackRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-notify-slack")
                  .reading("teleport-read", "slack-bot")
                  .taking("slack.fifo")
                  .sending("slack-dead.fifo")
                  .configured()),
          Map.entry(
              "SweepPagerDutyRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-sweep-pagerduty")
                  .reading("teleport-read", "pagerduty-api")
                  .sending("pagerduty.fifo")
                  .configured()),
          Map.entry(
              "SweepOpsgenieRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-sweep-opsgenie")
                  .reading("teleport-read", "opsgenie-api", "jsm-api")
                  .sending("opsgenie.fifo")
                  .configured()),
          Map.entry(
              "WebhookSlackRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-webhook-slack")
                  .reading("slack-signing")
                  .sending("reviews-slack")),
          Map.entry(
              "WebhookPagerDutyRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-webhook-pagerduty")
                  .reading("pagerduty-webhook")
                  .sending("reviews-pagerduty")),
          Map.entry(
              "ReviewSlackRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-review-slack")
                  .reading("teleport-review", "slack-signing", "slack-bot")
                  .taking("reviews-slack")
                  .sending("reviews-slack-dead")
                  .configured()),
          Map.entry(
              "ReviewPagerDutyRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-review-pagerduty")
                  .reading("teleport-review", "pagerduty-webhook", "pagerduty-api")
                  .taking("reviews-pagerduty")
                  .sending("reviews-pagerduty-dead")
                  .configured()),
          Map.entry(
              "RotateRole",
              Rights.NONE
                  .logging("/aws/lambda/sallyport-rotate")
                  .reading("pagerduty-webhook", "pagerduty-api")
                  .rotating("pagerduty-webhook")
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
              Rights.NONE
                  .logging("/ecs/sallyport-poller")
                  .other(
                      "ecr:GetAuthorizationToken *",
                      "ecr:BatchCheckLayerAvailability repository/team/poller",
                      "ecr:BatchGetImage repository/team/poller",
                      "ecr:GetDownloadUrlForLayer repository/team/poller")),
          Map.entry(
              "RenewScheduleRole",
              Rights.NONE.other(
                  "ecs:RunTask task-definition/RenewTask:1" + IN_CLUSTER,
                  "iam:PassRole role/RenewRole" + TO_TASKS,
                  "iam:PassRole role/PollerStartRole" + TO_TASKS)));

  private Units() {}

  static Rights of(String role) {
    return requireNonNull(TABLE.get(role), role);
  }
}
