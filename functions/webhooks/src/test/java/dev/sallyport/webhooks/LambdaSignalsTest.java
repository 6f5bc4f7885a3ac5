package dev.sallyport.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.core.signal.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LambdaSignalsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final List<String> lines = new ArrayList<>();
  private final LambdaSignals signals = new LambdaSignals("example.com", () -> NOW, lines::add);

  @Test
  void whatIsRefusedCountsByVendor() {
    signals.say(Signal.warning("", "webhook-refused", "not \"verified\"").with("vendor", "slack"));
    assertThat(lines)
        .containsExactly(
            "{\"timestamp\":\"2026-11-20T10:00:00Z\",\"level\":\"WARN\",\"cluster\":\"example.com\",\"event\":\"webhook-refused\",\"message\":\"not"
                + " \\\"verified\\\"\","
                + "\"vendor\":\"slack\",\"Cluster\":\"example.com\",\"Vendor\":\"slack\","
                + "\"WebhookRefused\":1,\"_aws\":{\"Timestamp\":1795168800000,"
                + "\"CloudWatchMetrics\":[{\"Namespace\":\"Sallyport\","
                + "\"Dimensions\":[[\"Cluster\",\"Vendor\"]],"
                + "\"Metrics\":[{\"Name\":\"WebhookRefused\",\"Unit\":\"Count\"}]}]}}");
  }

  @Test
  void anythingElseIsALineAndNoMetric() {
    signals.say(Signal.warning("", "webhook-unprepared", "later").with("vendor", "slack"));
    assertThat(lines).singleElement().asString().doesNotContain("_aws");
  }
}
