package dev.sallyport.infra;

import static dev.sallyport.infra.Metrics.MAXIMUM;
import static dev.sallyport.infra.Metrics.MINIMUM;
import static dev.sallyport.infra.Metrics.SUM;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.AlarmStatusWidget;
import software.amazon.awscdk.services.cloudwatch.CfnAlarm;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.IAlarm;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.constructs.Construct;

/**
 * One page that tells whether requests arrive, are heard of and are decided, and below it why not.
 */
final class Dashboards {
  private static final List<String> DECIDERS = List.of("teleport", "slack", "pagerduty", "on-call");
  private static final List<String> IDENTITIES = List.of("read", "decide", "review");
  private static final int CANARY_LATE_SECONDS = 600;
  private static final double LIFE_LEFT = 0.5;
  private static final int ALARMS_BESIDE = 4;

  private final Construct scope;
  private final Options options;
  private final Application application;
  private final Metrics metrics;
  private final Dashboard dashboard;

  private Dashboards(Construct scope, Options options, Application application) {
    this.scope = scope;
    this.options = options;
    this.application = application;
    metrics = new Metrics(options);
    dashboard =
        Dashboard.Builder.create(scope, "Dashboard")
            .dashboardName(options.name())
            .defaultInterval(Duration.days(1))
            .build();
  }

  static Dashboard add(Construct scope, Options options, Application application) {
    Dashboards it = new Dashboards(scope, options, application);
    it.addAlarms();
    it.addWay();
    it.addDecisions();
    options.destinations().forEach(it::addDestination);
    it.addAccess();
    new Machines(options, application, it.metrics).rows().forEach(row -> it.row(row));
    return it.dashboard;
  }

  private void row(List<IWidget> widgets) {
    dashboard.addWidgets(widgets.toArray(IWidget[]::new));
  }

  private void row(IWidget... widgets) {
    dashboard.addWidgets(widgets);
  }

  private void addAlarms() {
    row(
        Widgets.text(
            """
            # Sallyport: %s
            From left to right: a request is **seen**, **announced** to those on call and **decided**. \
            The rows below tell why a number is not what it should be.
            """
                .formatted(options.cluster()),
            2));
    List<IAlarm> alarms = new ArrayList<>();
    for (CfnAlarm alarm : application.deployed(CfnAlarm.class).toList()) {
      alarms.add(
          Alarm.fromAlarmName(scope, "Shown" + alarm.getNode().getId(), alarm.getAlarmName()));
    }
    if (!alarms.isEmpty()) {
      row(
          AlarmStatusWidget.Builder.create()
              .title("Alarms")
              .alarms(alarms)
              .width(Widgets.WHOLE)
              .height(2 + (alarms.size() + ALARMS_BESIDE - 1) / ALARMS_BESIDE)
              .build());
    }
  }

  private void addWay() {
    row(
        Widgets.numbers("1 · Seen", 3, List.of(metrics.own("Seen", SUM, "requests"))),
        Widgets.numbers(
            "2 · Announced at",
            6,
            metrics.each("Announced", SUM, "Destination", options.destinations().stream())),
        Widgets.numbers("3 · Decided by", 8, metrics.each("Decided", SUM, "By", DECIDERS.stream())),
        Widgets.numbers(
            "Told nobody", 3, List.of(metrics.own("AnnouncedNowhere", SUM, "requests"))),
        Widgets.now("Dead letters now", 4, deadLetters()));
  }

  /** What waits there now, whenever it came. */
  private List<IMetric> deadLetters() {
    return Stream.concat(
            Stream.concat(Stream.of("requests"), options.destinations().stream())
                .map(queue -> dead(queue, ".fifo")),
            options.vendors().stream().map(vendor -> dead("reviews-" + vendor, "")))
        .toList();
  }

  private IMetric dead(String queue, String suffix) {
    return metrics.queue(
        queue + "-dead" + suffix, "ApproximateNumberOfMessagesVisible", MAXIMUM, queue);
  }

  private void addDecisions() {
    row(
        Widgets.bars("Decided by", 8, metrics.each("Decided", SUM, "By", DECIDERS.stream())),
        Widgets.lines("Time to decide, half of them (p50)", 8, "seconds", decisionTimes("p50")),
        Widgets.lines("Time to decide, the slowest (p95)", 8, "seconds", decisionTimes("p95")));
  }

  private List<IMetric> decisionTimes(String percentile) {
    return metrics.each("DecisionSeconds", percentile, "By", DECIDERS.stream());
  }

  private void addDestination(String destination) {
    String queue = destination + ".fifo";
    row(
        Widgets.lines(
            destination + ": announced and failed",
            8,
            "times",
            List.of(
                metrics.own("Announced", SUM, "announced", "Destination", destination),
                metrics.own("Failures", SUM, "failed, tried again", "Queue", destination),
                metrics.own("DeadLetters", SUM, "given up", "Queue", destination))),
        Widgets.lines(
            destination + ": the canary's way there",
            8,
            "seconds",
            List.of(metrics.own("CanaryAge", MAXIMUM, "age", "Destination", destination)),
            CANARY_LATE_SECONDS,
            "too late"),
        Widgets.twoScales(
            destination + ": its queue",
            8,
            "seconds",
            List.of(metrics.queue(queue, "ApproximateAgeOfOldestMessage", MAXIMUM, "oldest")),
            "messages",
            List.of(
                metrics.queue(queue, "ApproximateNumberOfMessagesVisible", MAXIMUM, "waiting"))));
  }

  private void addAccess() {
    List<IMetric> states =
        new ArrayList<>(
            List.of(
                metrics.own("CanReview", MINIMUM, "may review for people"),
                metrics.own("ConfigUnreadable", SUM, "configuration not readable")));
    if (options.has(Integration.PAGERDUTY)) {
      states.add(metrics.own("SubscriptionDisabled", MAXIMUM, "PagerDuty switched webhooks off"));
    }
    row(
        Widgets.lines(
            "Identities: part of their life left",
            8,
            "1 = new",
            metrics.each("IdentityLifeLeft", MINIMUM, "Identity", IDENTITIES.stream()),
            LIFE_LEFT,
            "was not renewed"),
        Widgets.lines(
            "Credentials refused by",
            8,
            "times",
            metrics.each("CredentialErrors", SUM, "Destination", options.destinations().stream())),
        Widgets.lines("Allowed and configured", 8, "1 = yes", states));
  }
}
