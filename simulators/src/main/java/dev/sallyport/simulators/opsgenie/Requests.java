package dev.sallyport.simulators.opsgenie;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What was promised and is done later, in the order of its arrival. Whoever calls holds the
 * account's lock.
 */
final class Requests {
  private static final class Pending {
    private final String id;
    private final Instant due;
    private final Supplier<Outcome> work;
    private int earlyReads;

    Pending(String id, Instant due, int earlyReads, Supplier<Outcome> work) {
      this.id = id;
      this.due = due;
      this.earlyReads = earlyReads;
      this.work = work;
    }
  }

  private final InstantSource clock;
  private final Settings settings;
  private final Ids ids;
  private final Deque<Pending> pending = new ArrayDeque<>();
  private final Map<String, Outcome> outcomes = new HashMap<>();

  Requests(InstantSource clock, Settings settings, Ids ids) {
    this.clock = clock;
    this.settings = settings;
    this.ids = ids;
  }

  /** Promises the work and returns the request's id. */
  String accept(Supplier<Outcome> work) {
    String id = ids.uuid();
    Instant due = clock.instant().plus(settings.processingTime());
    pending.add(new Pending(id, due, settings.earlyReads(), work));
    settle();
    return id;
  }

  /** Does what is due. */
  void settle() {
    while (!pending.isEmpty() && due(pending.getFirst())) {
      Pending next = pending.removeFirst();
      outcomes.put(next.id, next.work.get());
    }
  }

  private boolean due(Pending next) {
    return settings.rateLimit() != RateLimit.DELAYED
        && next.earlyReads <= 0
        && !clock.instant().isBefore(next.due);
  }

  /** A client reads: it sees what was due before, and what is left comes one read nearer. */
  void read() {
    settle();
    pending.forEach(it -> it.earlyReads--);
  }

  /** Empty while the request waits, and for one that was never made. */
  Optional<Outcome> outcome(String id) {
    return Optional.ofNullable(outcomes.get(id));
  }
}
