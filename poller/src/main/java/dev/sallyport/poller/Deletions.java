package dev.sallyport.poller;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The deletions that were watched, the newest 10,000 of them. A list may still show a request that
 * is gone, since lists lag up to 15 s; and that a deletion was seen is the proof of an end, so it
 * is worth telling again.
 */
final class Deletions {
  private static final Duration LAG = Duration.ofMinutes(1);
  private static final int KEPT = 10_000;

  private final Map<String, Instant> seen = new LinkedHashMap<>();

  synchronized void add(String id, Instant now) {
    seen.remove(id);
    seen.put(id, now);
    if (seen.size() > KEPT) {
      seen.remove(seen.keySet().iterator().next());
    }
  }

  /** When it was watched. */
  synchronized Optional<Instant> at(String id) {
    return Optional.ofNullable(seen.get(id));
  }

  /** Whether a list that shows it may just be late. */
  synchronized boolean justNow(String id, Instant now) {
    Instant at = seen.get(id);
    return at != null && now.isBefore(at.plus(LAG));
  }

  /** It lives after all. */
  synchronized void remove(String id) {
    seen.remove(id);
  }
}
