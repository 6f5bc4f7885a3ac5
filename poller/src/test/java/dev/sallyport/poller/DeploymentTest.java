package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentTest {
  private static final Map<String, String> GOOD =
      Map.of(
          "SALLYPORT_CLUSTER", "teleport.example.com",
          "SALLYPORT_CONFIG_PARAMETER", "/sallyport/config",
          "SALLYPORT_TELEPORT_IDENTITY_FILE", "/tmp/identity",
          "SALLYPORT_QUEUE_REQUESTS", "https://sqs.example.com/1/sallyport-requests.fifo");

  @Test
  void readsItsVariables() {
    Deployment deployment = Deployment.of(new Variables(GOOD));

    assertThat(deployment.configuration()).isEqualTo(new Deployment.Place.Aws("/sallyport/config"));
    assertThat(deployment.identity())
        .isEqualTo(new Deployment.Place.Local(Path.of("/tmp/identity")));
    assertThat(deployment.healthPort()).isEqualTo(8080);
    assertThat(deployment.pace().look()).isLessThanOrEqualTo(Duration.ofSeconds(60));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SALLYPORT_CLUSTER",
        "SALLYPORT_CONFIG_PARAMETER",
        "SALLYPORT_TELEPORT_IDENTITY_FILE",
        "SALLYPORT_QUEUE_REQUESTS"
      })
  void namesTheOneThatIsMissing(String name) {
    assertThatThrownBy(() -> Deployment.of(with(name, " ")))
        .isInstanceOf(BadVariable.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "SALLYPORT_HEALTH_PORT, 70000",
    "SALLYPORT_HEALTH_PORT, http",
    "SALLYPORT_LOOK_EVERY, 30",
    "SALLYPORT_ILL_AT_MOST, 0s",
    "SALLYPORT_CONFIG, sallyport.toml"
  })
  void namesTheOneThatIsImpossible(String name, String value) {
    assertThatThrownBy(() -> Deployment.of(with(name, value)))
        .isInstanceOf(BadVariable.class)
        .hasMessageContaining(name);
  }

  private static Variables with(String name, String value) {
    var values = new HashMap<>(GOOD);
    values.put(name, value);
    return new Variables(values);
  }
}
