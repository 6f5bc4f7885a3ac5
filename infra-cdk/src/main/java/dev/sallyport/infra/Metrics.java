package dev.sallyport.infra;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.Metric;

/** What can be counted of one cluster: what Sallyport writes, and what AWS does by itself. */
final class Metrics {
  static final String SUM = "Sum";
  static final String MAXIMUM = "Maximum";
  static final String MINIMUM = "Minimum";

  private static final String NAMESPACE = "Sallyport";
  private static final Duration PERIOD = Duration.minutes(5);

  private final Options options;

  Metrics(Options options) {
    this.options = options;
  }

  /** One of Sallyport's, for the whole cluster. */
  IMetric own(String name, String statistic, String label) {
    return metric(NAMESPACE, name, statistic, label, Map.of("Cluster", options.cluster()));
  }

  /** One of Sallyport's, for one value of its second dimension. */
  IMetric own(String name, String statistic, String label, String dimension, String value) {
    return metric(
        NAMESPACE, name, statistic, label, Map.of("Cluster", options.cluster(), dimension, value));
  }

  /** One line for each value of the second dimension. */
  List<IMetric> each(String name, String statistic, String dimension, Stream<String> values) {
    return values.map(it -> own(name, statistic, it, dimension, it)).toList();
  }

  IMetric queue(String queue, String name, String statistic, String label) {
    return metric(
        "AWS/SQS", name, statistic, label, Map.of("QueueName", options.name() + "-" + queue));
  }

  /** One of AWS's own. */
  IMetric aws(
      String service, String name, String statistic, String label, Map<String, String> dimensions) {
    return metric("AWS/" + service, name, statistic, label, dimensions);
  }

  private static IMetric metric(
      String namespace,
      String name,
      String statistic,
      String label,
      Map<String, String> dimensions) {
    return Metric.Builder.create()
        .namespace(namespace)
        .metricName(name)
        .statistic(statistic)
        .label(label)
        .dimensionsMap(dimensions)
        .period(PERIOD)
        .build();
  }
}
