package dev.sallyport.infra;

import static dev.sallyport.infra.Metrics.MAXIMUM;
import static dev.sallyport.infra.Metrics.MINIMUM;
import static dev.sallyport.infra.Metrics.SUM;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.LogQueryWidget;
import software.amazon.awscdk.services.ecs.CfnService;
import software.amazon.awscdk.services.logs.CfnLogGroup;
import software.amazon.awscdk.services.sam.CfnFunction;
import software.amazon.awscdk.services.sam.CfnHttpApi;

/** The dashboard's lower rows: what everything runs on. */
final class Machines {
  private static final int LOG_HEIGHT = 8;

  private final Options options;
  private final Application application;
  private final Metrics metrics;

  Machines(Options options, Application application, Metrics metrics) {
    this.options = options;
    this.application = application;
    this.metrics = metrics;
  }

  List<List<IWidget>> rows() {
    List<List<IWidget>> rows = new ArrayList<>();
    if (!options.vendors().isEmpty()) {
      rows.add(webhooks());
    }
    rows.add(pollerAndFunctions());
    rows.add(List.of(troubles()));
    return rows;
  }

  private List<IWidget> webhooks() {
    List<String> vendors = options.vendors();
    return List.of(
        Widgets.lines(
            "Webhooks refused: not signed by",
            6,
            "times",
            metrics.each("WebhookRefused", SUM, "Vendor", vendors.stream())),
        Widgets.lines(
            "Webhooks not taken, to be sent again by",
            6,
            "times",
            metrics.each("WebhookUnavailable", SUM, "Vendor", vendors.stream())),
        Widgets.lines("Webhooks at the door", 6, "calls", door()),
        Widgets.lines(
            "Clicks and notes: the oldest waiting",
            6,
            "seconds",
            vendors.stream()
                .map(
                    vendor ->
                        metrics.queue(
                            "reviews-" + vendor, "ApproximateAgeOfOldestMessage", MAXIMUM, vendor))
                .toList()));
  }

  private List<IMetric> door() {
    return Stream.concat(
            application
                .deployed(CfnHttpApi.class)
                .map(api -> Map.of("ApiId", api.getRef()))
                .flatMap(
                    api ->
                        Stream.of("Count", "4xx", "5xx")
                            .map(name -> metrics.aws("ApiGateway", name, SUM, name, api))),
            Stream.of(metrics.own("ThrottledCalls", SUM, "too many at once")))
        .toList();
  }

  private List<IWidget> pollerAndFunctions() {
    return List.of(
        Widgets.lines(
            "Poller: connected to Teleport",
            6,
            "1 = yes",
            List.of(metrics.own("PollerConnected", MINIMUM, "connected"))),
        Widgets.lines(
            "Poller: round trip of the watch",
            6,
            "milliseconds",
            List.of(
                metrics.own("WatchRoundTrip", "p50", "p50"),
                metrics.own("WatchRoundTrip", "p99", "p99"))),
        Widgets.lines("Poller: its machine", 6, "percent", poller()),
        Widgets.twoScales(
            "Functions", 6, "errors", functions("Errors"), "throttled", functions("Throttles")));
  }

  /** The cluster bears the stack's name. */
  private List<IMetric> poller() {
    return application
        .deployed(CfnService.class)
        .map(
            service ->
                Map.of("ClusterName", Aws.STACK_NAME, "ServiceName", service.getServiceName()))
        .flatMap(
            service ->
                Stream.of("CPUUtilization", "MemoryUtilization")
                    .map(name -> metrics.aws("ECS", name, MAXIMUM, name, service)))
        .toList();
  }

  private List<IMetric> functions(String metric) {
    return application
        .deployed(CfnFunction.class)
        .map(
            function ->
                metrics.aws(
                    "Lambda",
                    metric,
                    SUM,
                    function.getNode().getId(),
                    Map.of("FunctionName", function.getFunctionName())))
        .toList();
  }

  private IWidget troubles() {
    return LogQueryWidget.Builder.create()
        .title("The last warnings and errors")
        .logGroupNames(
            application.deployed(CfnLogGroup.class).map(CfnLogGroup::getLogGroupName).toList())
        .queryLines(
            List.of(
                "fields @timestamp, level, event, request_id, message",
                "filter level in ['WARN', 'ERROR']",
                "sort @timestamp desc",
                "limit 20"))
        .width(Widgets.WHOLE)
        .height(LOG_HEIGHT)
        .build();
  }
}
