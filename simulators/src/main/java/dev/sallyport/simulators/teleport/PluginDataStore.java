package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.auth.PluginDataSeq;
import dev.sallyport.teleport.wire.types.AccessRequestV3;
import dev.sallyport.teleport.wire.types.Metadata;
import dev.sallyport.teleport.wire.types.PluginDataEntry;
import dev.sallyport.teleport.wire.types.PluginDataFilter;
import dev.sallyport.teleport.wire.types.PluginDataSpecV3;
import dev.sallyport.teleport.wire.types.PluginDataUpdateParams;
import dev.sallyport.teleport.wire.types.PluginDataV3;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Plugin data with its compare-and-set (Teleport: lib/services/local, plugin data). */
final class PluginDataStore {
  private static final String KIND = "access_plugin_data";
  private static final Set<String> RESOURCE_KINDS = Set.of(Wire.ACCESS_REQUEST, "access_list");
  private static final Duration AFTERLIFE = Duration.ofHours(1);
  private static final int SIZE_LIMIT = 1_000_000;

  private final Cluster cluster;
  private final Map<String, PluginDataV3> data = new TreeMap<>();

  PluginDataStore(Cluster cluster) {
    this.cluster = cluster;
  }

  PluginDataSeq get(Caller caller, PluginDataFilter filter) {
    requireKnownKind(filter.getKind());
    Rights rights = new Rights(cluster, caller);
    for (String verb : List.of("list", "read")) {
      requireEither(rights, filter.getKind(), verb);
    }
    PluginDataSeq.Builder found = PluginDataSeq.newBuilder();
    live().values().stream()
        .filter(one -> one.getSubKind().equals(filter.getKind()))
        .filter(one -> fits(filter.getResource(), one.getMetadata().getName()))
        .filter(
            one ->
                filter.getPlugin().isEmpty() || one.getSpec().containsEntries(filter.getPlugin()))
        .forEach(found::addPluginData);
    return found.build();
  }

  void update(Caller caller, PluginDataUpdateParams params) {
    requireKnownKind(params.getKind());
    requireEither(new Rights(cluster, caller), params.getKind(), "update");
    if (params.getResource().isEmpty() || params.getPlugin().isEmpty()) {
      throw Refusals.invalid(
          "missing parameter " + (params.getPlugin().isEmpty() ? "Plugin" : "Resource"));
    }
    PluginDataV3 old = live().get(params.getResource());
    PluginDataV3.Builder changed = old == null ? first(params) : old.toBuilder();
    Map<String, String> entry =
        new TreeMap<>(
            changed
                .getSpec()
                .getEntriesOrDefault(params.getPlugin(), PluginDataEntry.getDefaultInstance())
                .getDataMap());
    compare(params.getExpectMap(), entry);
    params
        .getSetMap()
        .forEach(
            (key, value) -> {
              if (value.isEmpty()) {
                entry.remove(key);
              } else {
                entry.put(key, value);
              }
            });
    PluginDataSpecV3.Builder spec = changed.getSpecBuilder().removeEntries(params.getPlugin());
    if (!entry.isEmpty()) {
      spec.putEntries(params.getPlugin(), PluginDataEntry.newBuilder().putAllData(entry).build());
    }
    changed.getMetadataBuilder().setRevision(UUID.randomUUID().toString());
    PluginDataV3 stored = changed.build();
    if (stored.getSerializedSize() > SIZE_LIMIT) {
      throw Refusals.invalid("plugin data size limit exceeded");
    }
    data.put(params.getResource(), stored);
  }

  /** What the request's entries hold, by plugin. */
  Map<String, Map<String, String>> entries(String request) {
    Map<String, Map<String, String>> entries = new TreeMap<>();
    PluginDataV3 stored = live().get(request);
    if (stored != null) {
      stored
          .getSpec()
          .getEntriesMap()
          .forEach((plugin, entry) -> entries.put(plugin, Map.copyOf(entry.getDataMap())));
    }
    return entries;
  }

  private static void compare(Map<String, String> expected, Map<String, String> entry) {
    expected.forEach(
        (key, value) -> {
          if (!entry.getOrDefault(key, "").equals(value)) {
            throw Refusals.compareFailed("expectations not met for field \"%s\"".formatted(key));
          }
        });
  }

  /** The first write needs the request and fixes the end: access expiry + 1 h. */
  private PluginDataV3.Builder first(PluginDataUpdateParams params) {
    Metadata.Builder metadata =
        Metadata.newBuilder().setName(params.getResource()).setNamespace("default");
    if (params.getKind().equals(Wire.ACCESS_REQUEST)) {
      AccessRequestV3 request =
          cluster
              .request(params.getResource())
              .orElseThrow(
                  () ->
                      Refusals.notFound(
                          "no access request matching \"%s\"".formatted(params.getResource())));
      Wire.accessExpiry(request)
          .ifPresent(end -> metadata.setExpires(Wire.time(end.plus(AFTERLIFE))));
    }
    return PluginDataV3.newBuilder()
        .setKind("plugin_data")
        .setSubKind(params.getKind())
        .setVersion("v3")
        .setMetadata(metadata)
        .setSpec(PluginDataSpecV3.getDefaultInstance());
  }

  private Map<String, PluginDataV3> live() {
    Instant now = cluster.now();
    data.values()
        .removeIf(
            one ->
                Wire.instant(one.getMetadata().hasExpires(), one.getMetadata().getExpires())
                    .filter(end -> !end.isAfter(now))
                    .isPresent());
    return data;
  }

  private static void requireKnownKind(String kind) {
    if (!RESOURCE_KINDS.contains(kind)) {
      throw Refusals.invalid("unsupported resource kind \"%s\"".formatted(kind));
    }
  }

  private static void requireEither(Rights rights, String kind, String verb) {
    if (!rights.allows(kind, verb)) {
      rights.require(KIND, verb);
    }
  }

  private static boolean fits(String wanted, String value) {
    return wanted.isEmpty() || wanted.equals(value);
  }
}
