package dev.sallyport.simulators.pagerduty;

import com.sun.net.httpserver.Headers;
import java.time.Instant;
import java.time.InstantSource;

/** Requests per minute of the clock, over all keys. */
final class RateLimit {
  /** PagerDuty's published limit for an account key. */
  static final int PUBLISHED = 960;

  private final InstantSource clock;
  private int perMinute = PUBLISHED;
  private long minute = Long.MIN_VALUE;
  private int used;

  RateLimit(InstantSource clock) {
    this.clock = clock;
  }

  synchronized void set(int newPerMinute) {
    perMinute = newPerMinute;
  }

  /** Counts a request; false when it is one too many. */
  synchronized boolean take() {
    turn(clock.instant());
    if (used >= perMinute) {
      return false;
    }
    used++;
    return true;
  }

  synchronized void describe(Headers headers) {
    Instant now = clock.instant();
    turn(now);
    headers.set("ratelimit-limit", Integer.toString(perMinute));
    headers.set("ratelimit-remaining", Integer.toString(Math.max(0, perMinute - used)));
    headers.set("ratelimit-reset", Long.toString(60 - Math.floorMod(now.getEpochSecond(), 60L)));
  }

  private void turn(Instant now) {
    long current = Math.floorDiv(now.getEpochSecond(), 60L);
    if (current != minute) {
      minute = current;
      used = 0;
    }
  }
}
