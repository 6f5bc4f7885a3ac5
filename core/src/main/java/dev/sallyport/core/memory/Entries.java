package dev.sallyport.core.memory;

import java.util.Map;
import java.util.Optional;

/** The plugin-data entries of one request, by plugin, then by key. */
public record Entries(Map<String, Map<String, String>> byPlugin) {
  public Entries {
    byPlugin = Map.copyOf(byPlugin);
  }

  /** The raw text of one of our keys; empty text when absent. */
  public String ours(String key) {
    return byPlugin.getOrDefault(Memory.PLUGIN, Map.of()).getOrDefault(key, "");
  }

  /** The entry of a Go plugin, where it has one. */
  public Optional<Map<String, String>> of(String plugin) {
    return Optional.ofNullable(byPlugin.get(plugin)).filter(entry -> !entry.isEmpty());
  }

  /** Whether no plugin, ours included, remembers anything. */
  public boolean isEmpty() {
    return byPlugin.values().stream().allMatch(Map::isEmpty);
  }
}
