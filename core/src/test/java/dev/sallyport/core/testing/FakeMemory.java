package dev.sallyport.core.testing;

import dev.sallyport.core.Unavailable;
import dev.sallyport.core.memory.Entries;
import dev.sallyport.core.memory.Memory;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Plugin data as Teleport keeps it: compare-and-set per key, an empty value deletes, the first
 * write needs the request, later ones do not.
 */
public final class FakeMemory implements Memory {
  private final Map<String, Map<String, Map<String, String>>> entries = new HashMap<>();
  private final Set<String> requests = new HashSet<>();
  private final Crash crash;
  private int writes;
  private int answersToLose;
  private int writesToRefuse;
  private Runnable beforeWrite = () -> {};

  public FakeMemory(Crash crash, String... liveRequests) {
    this.crash = crash;
    requests.addAll(Set.of(liveRequests));
  }

  @Override
  public Entries read(String requestId) {
    crash.point();
    Map<String, Map<String, String>> copy = new HashMap<>();
    entries
        .getOrDefault(requestId, Map.of())
        .forEach((plugin, entry) -> copy.put(plugin, Map.copyOf(entry)));
    return new Entries(copy);
  }

  @Override
  public Written write(String requestId, Map<String, Change> changes) {
    crash.point();
    beforeWrite.run();
    if (writesToRefuse > 0) {
      writesToRefuse--;
      throw new Unavailable("plugin data: no answer");
    }
    Written written = compareAndSet(requestId, changes);
    crash.point();
    if (answersToLose > 0) {
      answersToLose--;
      throw new Unavailable("plugin data: the answer was lost");
    }
    return written;
  }

  private Written compareAndSet(String requestId, Map<String, Change> changes) {
    if (!entries.containsKey(requestId) && !requests.contains(requestId)) {
      return Written.REQUEST_GONE;
    }
    for (Map.Entry<String, Change> change : changes.entrySet()) {
      if (!raw(requestId, change.getKey()).equals(change.getValue().expected())) {
        return Written.CONFLICT;
      }
    }
    changes.forEach((key, change) -> put(requestId, PLUGIN, key, change.wanted()));
    writes++;
    return Written.DONE;
  }

  /** Writes as somebody else would. */
  public void put(String requestId, String plugin, String key, String value) {
    Map<String, String> entry =
        entries
            .computeIfAbsent(requestId, _ -> new HashMap<>())
            .computeIfAbsent(plugin, _ -> new TreeMap<>());
    if (value.isEmpty()) {
      entry.remove(key);
    } else {
      entry.put(key, value);
    }
  }

  /** The raw text of one of our keys. */
  public String raw(String requestId, String key) {
    return entries
        .getOrDefault(requestId, Map.of())
        .getOrDefault(PLUGIN, Map.of())
        .getOrDefault(key, "");
  }

  /** The request is over; what is remembered stays. */
  public void requestEnds(String requestId) {
    requests.remove(requestId);
  }

  /** One hour after the end of the access. */
  public void forget(String requestId) {
    entries.remove(requestId);
  }

  /** The next writes take effect, and their answers never arrive. */
  public void loseAnswers(int count) {
    answersToLose = count;
  }

  /** The next writes have no effect, and no answer. */
  public void refuseWrites(int count) {
    writesToRefuse = count;
  }

  public void beforeWrite(Runnable action) {
    beforeWrite = action;
  }

  /** How many writes took effect. */
  public int writes() {
    return writes;
  }
}
