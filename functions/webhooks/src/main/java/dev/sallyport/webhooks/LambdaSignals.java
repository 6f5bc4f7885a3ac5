package dev.sallyport.webhooks;

import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.sallyport.core.signal.Signal;
import dev.sallyport.core.signal.Signals;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Writes each signal as one line of JSON to the function's log. What is refused and what fails
 * counts as a metric by vendor (CloudWatch, Embedded metric format).
 */
final class LambdaSignals implements Signals {
  private static final Map<String, String> METRICS =
      Map.of("webhook-refused", "WebhookRefused", "webhook-unavailable", "WebhookUnavailable");

  private final JsonFactory json = new JsonFactory();
  private final Consumer<String> lines;
  private final String cluster;
  private final InstantSource clock;

  LambdaSignals(String cluster, InstantSource clock) {
    this(cluster, clock, line -> LambdaRuntime.getLogger().log(line + "\n"));
  }

  LambdaSignals(String cluster, InstantSource clock, Consumer<String> lines) {
    this.cluster = cluster;
    this.clock = clock;
    this.lines = lines;
  }

  @Override
  public void say(Signal signal) {
    StringWriter text = new StringWriter();
    try (JsonGenerator line = json.createGenerator(text)) {
      line.writeStartObject();
      line.writeStringField("timestamp", clock.instant().toString());
      line.writeStringField("level", level(signal.level()));
      line.writeStringField("cluster", cluster);
      line.writeStringField("event", signal.event());
      line.writeStringField("message", signal.text());
      for (Map.Entry<String, String> field : new TreeMap<>(signal.fields()).entrySet()) {
        line.writeStringField(field.getKey(), field.getValue());
      }
      String metric = METRICS.get(signal.event());
      if (metric != null) {
        count(line, metric, signal.fields().getOrDefault("vendor", ""));
      }
      line.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.accept(text.toString());
  }

  private void count(JsonGenerator line, String metric, String vendor) throws IOException {
    line.writeStringField("Cluster", cluster);
    line.writeStringField("Vendor", vendor);
    line.writeNumberField(metric, 1);
    line.writeObjectFieldStart("_aws");
    line.writeNumberField("Timestamp", clock.millis());
    line.writeArrayFieldStart("CloudWatchMetrics");
    line.writeStartObject();
    line.writeStringField("Namespace", "Sallyport");
    line.writeArrayFieldStart("Dimensions");
    line.writeStartArray();
    line.writeString("Cluster");
    line.writeString("Vendor");
    line.writeEndArray();
    line.writeEndArray();
    line.writeArrayFieldStart("Metrics");
    line.writeStartObject();
    line.writeStringField("Name", metric);
    line.writeStringField("Unit", "Count");
    line.writeEndObject();
    line.writeEndArray();
    line.writeEndObject();
    line.writeEndArray();
    line.writeEndObject();
  }

  private static String level(Signal.Level level) {
    return switch (level) {
      case INFO -> "INFO";
      case WARNING -> "WARN";
      case ALARM -> "ERROR";
    };
  }
}
