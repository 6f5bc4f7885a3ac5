package dev.sallyport.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.core.config.ConfigError;
import dev.sallyport.core.config.LiveConfig;
import dev.sallyport.core.config.Mode;
import dev.sallyport.core.signal.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The configuration of a deployment while it is changed. */
class DeploymentTest {
  private static final String CONFIG =
      """
      [teleport]
      cluster = "example.com"

      [modes]
      slack = "off"
      """;

  @TempDir Path folder;

  private final List<Signal> signals = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();
  private Instant now = Instant.parse("2026-11-20T10:00:00Z");
  private Path file = Path.of("");

  @BeforeEach
  void configure() throws IOException {
    file = Files.writeString(folder.resolve("sallyport.toml"), CONFIG);
    variables.put("SALLYPORT_CLUSTER", "example.com");
    variables.put("SALLYPORT_CONFIG", file.toString());
  }

  private Deployment deployment() {
    InstantSource clock = () -> now;
    return new Deployment(new Environment(variables), signals::add, _ -> {}, clock);
  }

  @Test
  void anotherConfigurationCountsWithinAMinute() throws IOException {
    LiveConfig config = deployment().config();
    Supplier<Mode> mode = () -> config.of("slack");
    assertThat(mode.get()).isEqualTo(Mode.OFF);
    Files.writeString(file, CONFIG.replace("off", "on"));
    now = now.plus(Duration.ofMinutes(1));
    assertThat(mode.get()).isEqualTo(Mode.ON);
    assertThat(signals).extracting(Signal::event).containsExactly("config-changed", "mode-changed");
  }

  @Test
  void theLastGoodOneStaysWhileAnotherIsWrong() throws IOException {
    LiveConfig config = deployment().config();
    Files.writeString(file, CONFIG.replace("off", "perhaps"));
    for (int i = 0; i < 3; i++) {
      now = now.plus(Duration.ofMinutes(1));
      assertThat(config.of("slack")).isEqualTo(Mode.OFF);
    }
    assertThat(signals).extracting(Signal::event).containsExactly("config-unreadable");
    assertThat(signals.getFirst().text()).contains("perhaps");
  }

  @Test
  void theConfigurationOfAnotherClusterIsRefused() {
    variables.put("SALLYPORT_CLUSTER", "other.example.com");
    assertThatThrownBy(() -> deployment().config())
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("example.com")
        .hasMessageContaining("other.example.com");
  }

  @Test
  void whatIsMissingIsNamed() {
    variables.remove("SALLYPORT_CONFIG");
    variables.put("AWS_REGION", "eu-central-1");
    assertThatThrownBy(() -> deployment().secret("SALLYPORT_SLACK_TOKEN").get())
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("SALLYPORT_SLACK_TOKEN_ARN")
        .hasMessageContaining("SALLYPORT_SLACK_TOKEN_FILE");
  }

  @Test
  void queuesAreNamedByVariables() {
    variables.put("SALLYPORT_QUEUE_REVIEWS_SLACK_DEAD", "https://sqs/1");
    assertThat(new Environment(variables).queues().deadLetters("reviews-slack"))
        .isEqualTo("https://sqs/1");
  }
}
