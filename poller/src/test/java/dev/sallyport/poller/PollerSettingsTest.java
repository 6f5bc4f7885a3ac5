package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollerSettingsTest {
  @Test
  void refusesAClusterWithoutAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PollerSettings.of(" "))
        .withMessageContaining("teleport.cluster");
  }

  @Test
  void refusesAnIntervalOfNothing() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PollerSettings.of("teleport.example.com")
                    .withIdentityInterval(Optional.of(Duration.ZERO)))
        .withMessageContaining("refresh_identity_interval");
  }

  @Test
  void refusesAnOutboxWithoutRoom() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PollerSettings.of("teleport.example.com").withOutboxSize(0));
  }
}
