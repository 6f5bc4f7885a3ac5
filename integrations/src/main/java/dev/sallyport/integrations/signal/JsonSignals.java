package dev.sallyport.integrations.signal;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes each signal as one line of JSON with the cluster, the request and the event. A signal that
 * counts is a metric at the same time (CloudWatch, Embedded metric format), in the namespace {@code
 * Sallyport} and with the dimension {@code Cluster}.
 */
public final class JsonSignals implements Signals {
  static final String NAMESPACE = "Sallyport";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final String cluster;
  private final Consumer<String> lines;
  private final InstantSource clock;
  private volatile Signal.Level least = Signal.Level.INFO;

  /**
   * @param lines takes each line, without its end
   */
  public JsonSignals(String cluster, Consumer<String> lines, InstantSource clock) {
    this.cluster = cluster;
    this.lines = lines;
    this.clock = clock;
  }

  /**
   * Leaves out what is less than this from now on, but for metrics.
   *
   * @param severity {@code log.severity} of the configuration
   */
  public void leaveOutBelow(String severity) {
    least =
        switch (severity) {
          case "warn", "warning" -> Signal.Level.WARNING;
          case "err", "error" -> Signal.Level.ALARM;
          default -> Signal.Level.INFO;
        };
  }

  @Override
  public void say(Signal signal) {
    List<Measure> measures = Measure.of(signal);
    if (signal.level().compareTo(least) >= 0 || !measures.isEmpty()) {
      lines.accept(line(signal, measures));
    }
  }

  private String line(Signal signal, List<Measure> measures) {
    ObjectNode line = JSON.createObjectNode();
    line.put("timestamp", clock.instant().toString())
        .put("level", level(signal.level()))
        .put("cluster", cluster)
        .put("event", signal.event());
    if (!signal.requestId().isEmpty()) {
      line.put("request_id", signal.requestId());
    }
    line.put("message", signal.text());
    new TreeMap<>(signal.fields()).forEach(line::put);
    if (!measures.isEmpty()) {
      line.put("Cluster", cluster);
      measures.forEach(measure -> put(line, measure, signal));
      line.set("_aws", metadata(measures));
    }
    return line.toString();
  }

  private static void put(ObjectNode line, Measure measure, Signal signal) {
    measure.in(signal).ifPresent(value -> line.put(measure.name(), value));
    measure
        .dimension()
        .ifPresent(by -> line.put(by.getKey(), signal.fields().getOrDefault(by.getValue(), "")));
  }

  private ObjectNode metadata(List<Measure> measures) {
    ObjectNode aws = JSON.createObjectNode().put("Timestamp", clock.millis());
    var directives = aws.putArray("CloudWatchMetrics");
    for (Measure measure : measures) {
      ObjectNode directive = directives.addObject().put("Namespace", NAMESPACE);
      var dimensions = directive.putArray("Dimensions").addArray().add("Cluster");
      measure.dimension().ifPresent(by -> dimensions.add(by.getKey()));
      directive
          .putArray("Metrics")
          .addObject()
          .put("Name", measure.name())
          .put("Unit", measure.unit());
    }
    return aws;
  }

  private static String level(Signal.Level level) {
    return switch (level) {
      case INFO -> "INFO";
      case WARNING -> "WARN";
      case ALARM -> "ERROR";
    };
  }
}
