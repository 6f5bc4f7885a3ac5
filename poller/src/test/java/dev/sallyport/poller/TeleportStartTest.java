package dev.sallyport.poller;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sallyport.simulators.teleport.KeyKind;
import dev.sallyport.simulators.teleport.RoleBuilder;
import dev.sallyport.simulators.teleport.TeleportOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TeleportStartTest {
  @Test
  void stopsWithoutTheRightToWatch() {
    Stop stop = stop(RoleBuilder.role(SimulatedPoller.ROLE).rule("access_plugin_data", "*"));

    assertThat(stop.kind()).isEqualTo(Stop.Kind.MISSING_RIGHT);
    assertThat(stop.text()).contains("resources: [access_request]");
  }

  @Test
  void stopsWhenTheListWouldBePartial() {
    Stop stop =
        stop(
            RoleBuilder.role(SimulatedPoller.ROLE)
                .rule("access_request", "read")
                .rule("access_plugin_data", "list", "read"));

    assertThat(stop.kind()).isEqualTo(Stop.Kind.MISSING_RIGHT);
    assertThat(stop.text()).contains("resources: [access_request]");
  }

  @Test
  void stopsWhenListsAreDenied() {
    Stop stop =
        stop(SimulatedPoller.rights(SimulatedPoller.ROLE).denyRule("access_request", "list"));

    assertThat(stop.kind()).isEqualTo(Stop.Kind.MISSING_RIGHT);
  }

  @Test
  void readsTheEntriesByTheRightToRequestsAlone() throws Exception {
    try (var simulated =
        new SimulatedPoller(
            TeleportOptions.defaults(),
            RoleBuilder.role(SimulatedPoller.ROLE).rule("access_request", "list", "read"))) {
      assertThat(simulated.connected().poller.isConnected()).isTrue();
    }
  }

  @Test
  void takesWildcardsForRights() throws Exception {
    try (var simulated =
        new SimulatedPoller(
            TeleportOptions.defaults(), RoleBuilder.role(SimulatedPoller.ROLE).rule("*", "*"))) {
      assertThat(simulated.connected().poller.isConnected()).isTrue();
    }
  }

  @Test
  void refusesAnOldServer() {
    Stop stop = stop(TeleportOptions.builder().serverVersion("15.5.4").build());

    assertThat(stop.kind()).isEqualTo(Stop.Kind.VERSION);
  }

  @Test
  void refusesTheWrongCluster() {
    Stop stop = stop(TeleportOptions.builder().clusterName("other.example.com").build());

    assertThat(stop.kind()).isEqualTo(Stop.Kind.WRONG_CLUSTER);
  }

  @Test
  void stopsAtAnExpiredIdentity() {
    try (var simulated = new SimulatedPoller()) {
      Instant now = Instant.now();
      simulated.identity =
          simulated.teleport.identityFile(
              SimulatedPoller.USER,
              List.of(SimulatedPoller.ROLE),
              KeyKind.EC_P256,
              now.minus(Duration.ofHours(2)),
              now.minus(Duration.ofHours(1)));

      assertThat(simulated.stopped().kind()).isEqualTo(Stop.Kind.IDENTITY);
    }
  }

  @Test
  void stopsWhenTheUserIsLocked() {
    try (var simulated = new SimulatedPoller()) {
      simulated.teleport.lockUser(SimulatedPoller.USER);

      assertThat(simulated.stopped().kind()).isEqualTo(Stop.Kind.REFUSED);
    }
  }

  private static Stop stop(TeleportOptions options) {
    try (var simulated =
        new SimulatedPoller(options, SimulatedPoller.rights(SimulatedPoller.ROLE))) {
      return simulated.stopped();
    }
  }

  private static Stop stop(RoleBuilder role) {
    try (var simulated = new SimulatedPoller(TeleportOptions.defaults(), role)) {
      return simulated.stopped();
    }
  }
}
