package dev.sallyport.integrations.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sallyport.core.signal.Signal;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JsonSignalsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final List<String> lines = new ArrayList<>();
  private final JsonSignals signals = new JsonSignals("example.com", lines::add, () -> NOW);

  @AfterEach
  void logAsBefore() throws IOException {
    LogManager.getLogManager().readConfiguration();
  }

  @Test
  void eachLineNamesTheClusterTheRequestAndTheEvent() throws JsonProcessingException {
    signals.say(Signal.warning("01995f3c", "connected", "two\nlines \"quoted\""));
    assertThat(lines).singleElement().satisfies(line -> assertThat(line).doesNotContain("\n"));
    JsonNode line = line(0);
    assertThat(line.path("cluster").asText()).isEqualTo("example.com");
    assertThat(line.path("request_id").asText()).isEqualTo("01995f3c");
    assertThat(line.path("event").asText()).isEqualTo("connected");
    assertThat(line.path("level").asText()).isEqualTo("WARN");
    assertThat(line.path("message").asText()).isEqualTo("two\nlines \"quoted\"");
    assertThat(line.has("_aws")).isFalse();
  }

  @Test
  void aSignalThatCountsIsAMetric() throws JsonProcessingException {
    signals.say(Signal.info("01995f3c", "announced", "at slack").with("destination", "slack"));
    JsonNode line = line(0);
    JsonNode directive = line.at("/_aws/CloudWatchMetrics/0");
    assertThat(line.at("/_aws/Timestamp").asLong()).isEqualTo(NOW.toEpochMilli());
    assertThat(directive.path("Namespace").asText()).isEqualTo("Sallyport");
    assertThat(directive.path("Dimensions").toString())
        .isEqualTo("[[\"Cluster\",\"Destination\"]]");
    assertThat(directive.path("Metrics").toString())
        .isEqualTo("[{\"Name\":\"Announced\",\"Unit\":\"Count\"}]");
    assertThat(line.path("Cluster").asText()).isEqualTo("example.com");
    assertThat(line.path("Destination").asText()).isEqualTo("slack");
    assertThat(line.path("Announced").asDouble()).isEqualTo(1.0);
  }

  @Test
  void aFieldIsTheMetricsValue() throws JsonProcessingException {
    signals.say(
        Signal.info("", "canary", "it sings").with("destination", "slack").with("seconds", "1.25"));
    assertThat(line(0).path("CanaryAge").asDouble()).isEqualTo(1.25);
  }

  @Test
  void whatIsNoNumberIsNoMetric() throws JsonProcessingException {
    signals.say(
        Signal.info("", "canary", "it sings").with("destination", "slack").with("seconds", "NaN"));
    signals.say(Signal.info("", "canary", "it sings").with("seconds", "1"));
    assertThat(line(0).has("_aws")).isFalse();
    assertThat(line(1).has("_aws")).isFalse();
  }

  /** CloudWatch, Embedded metric format specification: at most 30 dimensions, known units. */
  @Test
  void everyMeasureIsOneThatCloudWatchTakes() {
    assertThat(Measure.BY_EVENT)
        .allSatisfy(
            (event, measures) ->
                assertThat(measures)
                    .isNotEmpty()
                    .allSatisfy(
                        measure -> {
                          assertThat(event).isEqualTo(event.toLowerCase(Locale.ROOT));
                          assertThat(measure.name()).matches("[A-Z][A-Za-z]+");
                          assertThat(Set.of("Count", "Seconds", "Milliseconds", "None"))
                              .contains(measure.unit());
                        }));
  }

  @Test
  void librariesComplainInTheSameManner() throws JsonProcessingException {
    LibraryLines.install(signals);
    Logger library = Logger.getLogger("io.library.Client");
    var _ =
        Subject.during(
            "01995f3c",
            () -> {
              library.log(Level.WARNING, "the token is abc", new IllegalStateException("abc"));
              return 0;
            });
    library.info("nothing of note");
    assertThat(lines).hasSize(1);
    assertThat(line(0).path("request_id").asText()).isEqualTo("01995f3c");
    assertThat(line(0).path("message").asText())
        .isEqualTo("io.library.Client complains with java.lang.IllegalStateException");
    assertThat(lines.getFirst()).doesNotContain("abc");
  }

  @Test
  void severityLeavesOutLinesAndNoMetrics() throws JsonProcessingException {
    signals.leaveOutBelow("error");
    signals.say(Signal.warning("", "connected", "not of note"));
    signals.say(Signal.info("01995f3c", "announced", "at slack").with("destination", "slack"));
    signals.say(Signal.alarm("", "connected", "of note"));
    assertThat(lines).hasSize(2);
    assertThat(line(0).path("Announced").asDouble()).isEqualTo(1.0);
    assertThat(line(1).path("message").asText()).isEqualTo("of note");
  }

  @Test
  void debuggingHearsLibrariesAndNotTheirWords() {
    LibraryLines.install(signals);
    LibraryLines.hearFrom("debug");
    Logger.getLogger("io.library.Client").fine("the token is abc");
    assertThat(lines).singleElement().asString().contains("io.library.Client speaks");
    assertThat(lines.getFirst()).doesNotContain("abc");
  }

  private JsonNode line(int number) throws JsonProcessingException {
    return JsonMapper.builder().build().readTree(lines.get(number));
  }
}
