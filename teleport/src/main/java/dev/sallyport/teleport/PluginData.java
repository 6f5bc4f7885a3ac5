package dev.sallyport.teleport;

import dev.sallyport.teleport.wire.types.PluginDataFilter;
import dev.sallyport.teleport.wire.types.PluginDataUpdateParams;
import dev.sallyport.teleport.wire.types.PluginDataV3;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Plugin data on Access Requests. */
final class PluginData {
  private final AuthCalls auth;

  PluginData(AuthCalls auth) {
    this.auth = auth;
  }

  Answer<Map<String, Map<String, String>>> on(String requestId) {
    return fetch(filter().setResource(requestId).build())
        .map(
            found -> {
              var byPlugin = new LinkedHashMap<String, Map<String, String>>();
              found.stream()
                  .filter(data -> data.getMetadata().getName().equals(requestId))
                  .forEach(
                      data ->
                          data.getSpec()
                              .getEntriesMap()
                              .forEach(
                                  (plugin, entry) ->
                                      byPlugin.put(plugin, Map.copyOf(entry.getDataMap()))));
              return Map.copyOf(byPlugin);
            });
  }

  Answer<Map<String, Map<String, String>>> of(String plugin) {
    return fetch(filter().setPlugin(plugin).build())
        .map(
            found -> {
              var byRequest = new LinkedHashMap<String, Map<String, String>>();
              for (PluginDataV3 data : found) {
                var entry = data.getSpec().getEntriesMap().get(plugin);
                if (entry != null) {
                  byRequest.put(data.getMetadata().getName(), Map.copyOf(entry.getDataMap()));
                }
              }
              return Map.copyOf(byRequest);
            });
  }

  Answer<Done> update(
      String requestId, String plugin, Map<String, String> set, Map<String, String> expect) {
    var update =
        PluginDataUpdateParams.newBuilder()
            .setKind(OpenWatch.ACCESS_REQUEST)
            .setResource(requestId)
            .setPlugin(plugin)
            .putAllSet(set)
            .putAllExpect(expect)
            .build();
    return auth.write(stub -> stub.updatePluginData(update)).map(empty -> Done.DONE);
  }

  private Answer<List<PluginDataV3>> fetch(PluginDataFilter filter) {
    return auth.read(stub -> stub.getPluginData(filter).getPluginDataList());
  }

  private static PluginDataFilter.Builder filter() {
    return PluginDataFilter.newBuilder().setKind(OpenWatch.ACCESS_REQUEST);
  }
}
