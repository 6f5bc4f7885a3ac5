package dev.sallyport.integrations.teleport;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import dev.sallyport.teleport.Answer;
import dev.sallyport.teleport.Done;
import dev.sallyport.teleport.Reason;
import dev.sallyport.teleport.TeleportClient;
import java.util.HashMap;
import java.util.Map;

/** Memory in Teleport's plugin data. */
public final class TeleportMemory implements Memory {
  private final TeleportClient teleport;
  private final String plugin;

  public TeleportMemory(TeleportClient teleport) {
    this(teleport, PLUGIN);
  }

  /**
   * @param plugin whose entry is written; all are read
   */
  public TeleportMemory(TeleportClient teleport, String plugin) {
    this.teleport = teleport;
    this.plugin = plugin;
  }

  @Override
  public Entries read(String requestId) {
    return switch (teleport.pluginData(requestId)) {
      case Answer.Ok<Map<String, Map<String, String>>>(Map<String, Map<String, String>> entries) ->
          new Entries(entries);
      case Answer.Refused<Map<String, Map<String, String>>>(Reason reason, String text) ->
          throw new Unavailable("Teleport does not show plugin data (" + reason + "): " + text);
    };
  }

  @Override
  public Written write(String requestId, Map<String, Change> changes) {
    Map<String, String> set = new HashMap<>();
    Map<String, String> expect = new HashMap<>();
    changes.forEach(
        (key, change) -> {
          set.put(key, change.wanted());
          expect.put(key, change.expected());
        });
    return switch (teleport.updatePluginData(requestId, plugin, set, expect)) {
      case Answer.Ok<Done> _ -> Written.DONE;
      case Answer.Refused<Done>(Reason reason, String text) ->
          switch (reason) {
            case COMPARE_FAILED -> Written.CONFLICT;
            case NOT_FOUND -> Written.REQUEST_GONE;
            default ->
                throw new Unavailable(
                    "Teleport does not take plugin data (" + reason + "): " + text);
          };
    };
  }
}
