package dev.sallyport.simulators.teleport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sallyport.teleport.wire.types.PluginDataFilter;
import dev.sallyport.teleport.wire.types.PluginDataUpdateParams;
import dev.sallyport.teleport.wire.types.PluginDataV3;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class PluginDataTest {
  private final TestCluster cluster = new TestCluster();

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void setsAndDeletesKeys() {
    String id = cluster.pending();
    update(id, "sallyport", Map.of("a", "1", "b", "2"), Map.of());
    update(id, "sallyport", Map.of("a", ""), Map.of());
    assertThat(cluster.teleport.pluginData(id)).isEqualTo(Map.of("sallyport", Map.of("b", "2")));
    update(id, "sallyport", Map.of("b", ""), Map.of());
    assertThat(cluster.teleport.pluginData(id)).isEmpty();
  }

  @Test
  void comparesListedKeysOnlyAndReadsMissingAsEmpty() {
    String id = cluster.pending();
    update(id, "sallyport", Map.of("a", "1", "b", "2"), Map.of("a", "", "b", ""));
    update(id, "sallyport", Map.of("a", "3"), Map.of("a", "1"));
    assertThatThrownBy(() -> update(id, "sallyport", Map.of("a", "4"), Map.of("a", "")))
        .hasMessage("FAILED_PRECONDITION: expectations not met for field \"a\"");
    update(id, "sallyport", Map.of("a", "5"), Map.of());
    assertThat(cluster.teleport.pluginData(id).get("sallyport"))
        .isEqualTo(Map.of("a", "5", "b", "2"));
  }

  @Test
  void answersWithAllPluginsEntriesWhenThePluginHasOne() {
    String id = cluster.pending();
    String other = cluster.pending();
    update(id, "sallyport", Map.of("a", "1"), Map.of());
    update(id, "slack", Map.of("messages", "C/1"), Map.of());
    update(other, "slack", Map.of("messages", "C/2"), Map.of());

    assertThat(get(id, "sallyport").getFirst().getSpec().getEntriesMap())
        .containsOnlyKeys("sallyport", "slack");
    assertThat(get(other, "sallyport")).isEmpty();
    assertThat(get("unknown", "")).isEmpty();
    assertThat(get("", "slack")).hasSize(2);
    assertThat(get("", "sallyport"))
        .singleElement()
        .satisfies(one -> assertThat(one.getMetadata().getName()).isEqualTo(id));
  }

  @Test
  void needsTheRequestForTheFirstWriteOnly() {
    String id = cluster.pending();
    update(id, "sallyport", Map.of("a", "1"), Map.of());
    cluster.teleport.delete(id);
    update(id, "sallyport", Map.of("a", "2"), Map.of("a", "1"));
    assertThat(get(id, "sallyport")).hasSize(1);
    assertThatThrownBy(() -> update("gone", "sallyport", Map.of("a", "1"), Map.of()))
        .hasMessage("NOT_FOUND: no access request matching \"gone\"");
  }

  @Test
  void livesUntilAnHourAfterTheAccess() {
    String id = cluster.pending();
    update(id, "sallyport", Map.of("a", "1"), Map.of());
    cluster.clock.advance(Duration.ofHours(13).minusSeconds(1));
    assertThat(get(id, "sallyport")).hasSize(1);
    cluster.clock.advance(Duration.ofSeconds(1));
    assertThat(get(id, "sallyport")).isEmpty();
  }

  @Test
  void refusesUnknownKindsHugeDataAndMissingRules() {
    String id = cluster.pending();
    assertThatThrownBy(
            () ->
                cluster
                    .plugin()
                    .getPluginData(PluginDataFilter.newBuilder().setKind("node").build()))
        .hasMessage("INVALID_ARGUMENT: unsupported resource kind \"node\"");
    assertThatThrownBy(() -> update(id, "sallyport", Map.of("a", "x".repeat(1_000_001)), Map.of()))
        .hasMessage("INVALID_ARGUMENT: plugin data size limit exceeded");
    assertThatThrownBy(
            () ->
                cluster
                    .as(TestCluster.BOB, "reviewer")
                    .updatePluginData(params(id, "sallyport", Map.of("a", "1"), Map.of())))
        .hasMessage(
            "PERMISSION_DENIED: access denied to perform action \"update\" on"
                + " \"access_plugin_data\"");
  }

  private void update(
      String id, String plugin, Map<String, String> set, Map<String, String> expect) {
    assertThat(cluster.plugin().updatePluginData(params(id, plugin, set, expect))).isNotNull();
  }

  private List<PluginDataV3> get(String id, String plugin) {
    return cluster
        .plugin()
        .getPluginData(
            PluginDataFilter.newBuilder()
                .setKind("access_request")
                .setResource(id)
                .setPlugin(plugin)
                .build())
        .getPluginDataList();
  }

  private static PluginDataUpdateParams params(
      String id, String plugin, Map<String, String> set, Map<String, String> expect) {
    return PluginDataUpdateParams.newBuilder()
        .setKind("access_request")
        .setResource(id)
        .setPlugin(plugin)
        .putAllSet(set)
        .putAllExpect(expect)
        .build();
  }
}
