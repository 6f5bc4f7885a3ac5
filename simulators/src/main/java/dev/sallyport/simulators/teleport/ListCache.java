package dev.sallyport.simulators.teleport;

import dev.sallyport.teleport.wire.types.AccessRequestV3;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** What lists are answered from. Reads by id never come here. */
final class ListCache {
  private record Write(Instant at, String id, Optional<AccessRequestV3> request) {}

  private final InstantSource clock;
  private final NavigableMap<String, AccessRequestV3> shown = new TreeMap<>();
  private final Deque<Write> late = new ArrayDeque<>();
  private Duration lag = Duration.ZERO;
  private boolean frozen;
  private boolean healthy = true;

  ListCache(InstantSource clock) {
    this.clock = clock;
  }

  void write(String id, Optional<AccessRequestV3> request) {
    late.add(new Write(clock.instant(), id, request));
    catchUp();
  }

  Collection<AccessRequestV3> requests() {
    catchUp();
    return shown.values();
  }

  void lag(Duration behind) {
    catchUp();
    lag = behind;
    frozen = false;
  }

  void freeze() {
    catchUp();
    frozen = true;
  }

  void healthy(boolean value) {
    healthy = value;
  }

  boolean isHealthy() {
    return healthy;
  }

  private void catchUp() {
    Instant horizon = clock.instant().minus(lag);
    for (Write next = late.peek();
        !frozen && next != null && !next.at.isAfter(horizon);
        next = late.peek()) {
      apply(late.remove());
    }
  }

  private void apply(Write write) {
    write.request.ifPresentOrElse(
        request -> shown.put(write.id, request), () -> shown.remove(write.id));
  }
}
