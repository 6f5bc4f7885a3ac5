package dev.sallyport.core.event;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waits between tries: doubling from one second to a cap, each with up to half of jitter.
 *
 * @param cap the longest wait
 */
public record Backoff(Duration cap) {
  /** Towards people and chat. */
  public static final Backoff STANDARD = new Backoff(Duration.ofMinutes(2));

  /** Towards pagers, which are in a hurry. */
  public static final Backoff PAGER = new Backoff(Duration.ofMinutes(1));

  /**
   * The wait before the next try.
   *
   * @param tries how often it was tried, from 1 on
   */
  public Duration after(int tries, RandomGenerator random) {
    long full = Math.min(cap.toMillis(), 1000L << Math.min(20, Math.max(0, tries - 1)));
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }
}
